import { detailType } from '../modern-claims';
import { askedOrigin, resourceOf } from './bearer';
import type { MercureCall } from './call';
import { classicCookie, localCookie, secureCookie } from './find-token';

/**
 * 1.0: how the hub is spoken to (RFC 9728). A hub of 0.x has nothing here, which is what clients tell the two apart by; one of
 * both says so in a word of ours.
 */
export function answerMetadata({ request, response, scope }: MercureCall): void {
  const { settings } = scope;
  const { issuers } = settings;
  const secure = askedOrigin(request).startsWith('https:') ? secureCookie : localCookie;
  const document = {
    resource: resourceOf(request, settings),
    ...(issuers.length === 0 ? {} : { authorization_servers: issuers.map(({ issuer }) => issuer) }),
    bearer_methods_supported: ['header'],
    authorization_details_types_supported: [detailType],
    mercure_cookie: settings.cookieName === classicCookie ? secure : settings.cookieName,
    ...(settings.subscriptions ? { mercure_subscriptions: true } : {}),
    mercure_matcher_types_supported: ['exact', 'urlpattern'],
    hubbub_dialects: settings.dialect === 'auto' ? ['0.x', '1.0'] : ['1.0'],
  };
  scope.context.http.json(response, 200, JSON.stringify(document));
}
