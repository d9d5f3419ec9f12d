/**
 * `npm run conformance -- --mercure URL --secret S [--origin O] [--dialect 1.0 --issuer ISS]`, or `-- --pusher URL --app ID:KEY:SECRET`: the black-box
 * cases against a server that runs already, each with its number and sentence; exit code 1 if one fails.
 * What needs a server set up in a special way runs within `npm test` alone.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const protocols = ['mercure', 'pusher'];
const usage = `Usage: npm run conformance -- --mercure URL --secret SECRET [--origin ORIGIN] [-- vitest options]
       npm run conformance -- --mercure URL --secret SECRET --dialect 1.0 --issuer ISSUER [--audience AUD] [--cookie NAME]
       npm run conformance -- --pusher URL --app ID:KEY:SECRET [-- vitest options]
  --mercure  address of the hub, for example https://localhost/.well-known/mercure
  --secret   what its tokens are signed with (HS256), of publishers and subscribers
  --origin   an origin that may publish with a cookie there; http://localhost:8000 if absent
  --dialect  0.x, or 1.0; 0.x if absent
  --issuer   1.0: one the hub trusts, with this secret
  --audience 1.0: what the hub takes for aud; its address if absent
  --cookie   1.0: name of its cookie; __Secure-mercure_access_token if absent
  --pusher   address of the server, for example http://127.0.0.1:6001
  --app      an app of it that allows client events
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mercure: { type: 'string' },
    secret: { type: 'string' },
    origin: { type: 'string' },
    dialect: { type: 'string', default: '0.x' },
    issuer: { type: 'string' },
    audience: { type: 'string' },
    cookie: { type: 'string' },
    pusher: { type: 'string' },
    app: { type: 'string' },
  },
});
const named = protocols.filter((protocol) => values[protocol] !== undefined);
const secret = values.pusher === undefined ? values.secret : values.app;
const isApp = values.pusher === undefined || /^[^:]+:[^:]+:.+$/.test(secret ?? '');
const isDialect = values.dialect === '0.x' || (values.dialect === '1.0' && values.issuer !== undefined);
if (named.length !== 1 || secret === undefined || !isApp || !isDialect) {
  process.stderr.write(usage);
  process.exit(2);
}
const [protocol] = named;
const { dialect, issuer, audience, cookie, origin = 'http://localhost:8000' } = values;
const target = { url: values[protocol], secret, origin, dialect, issuer, audience, cookie };
const child = spawn(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'conformance/vitest.config.mts',
    '--reporter=verbose',
    `conformance/${protocol}`,
    ...positionals,
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, [`HUBBUB_CONFORMANCE_${protocol.toUpperCase()}`]: JSON.stringify(target) },
  },
);
child.on('exit', (code) => process.exit(code ?? 1));
