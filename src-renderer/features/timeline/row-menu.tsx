import { Copy, Diff, EyeOff, ListFilter, Pin, PinOff, Repeat, UnfoldVertical } from 'lucide-react';
import type { Row } from '../../../src-main/contract/entry';
import type { EditableField } from '../../../src-main/contract/filter-edit';
import { useEngine } from '../../engine/hooks';
import { wordsOf } from '../../languages/words';
import { useKeyCap } from '../../state/commands';
import { useTab } from '../../state/inspector-tab';
import { useIsPinned, usePins } from '../../state/pins';
import { useSelection } from '../../state/selection';
import { useHasSources } from '../../state/sessions';
import { hide, showOnly } from '../../state/timeline';
import { kindWord } from '../../ui/kind-words';
import { MenuAtPoint, MenuItem, MenuLine, MenuOf, type MenuPoint } from '../../ui/menu';
import { unfold } from './list-cursor';
import { copyCurl, copyJson, copyPayload, copyRow, copySend, isMessage, resend } from './row-acts';
import { useSourceName } from './use-sources';

const t = wordsOf('timeline');

interface Facet {
  readonly field: EditableField;
  readonly name: string;
  readonly value: string;
  /** The value as the screen says it. */
  readonly shown: string;
}

/** What of a row the list can be narrowed to, or made to leave out. `source`: where it was seen, null if that is plain. */
export function facetsOf(row: Row, source: string | null): readonly Facet[] {
  const [channel = ''] = row.channel.split(', ');
  return [
    { field: 'source' as const, name: t('facet.source'), value: row.source || 'hub', shown: source ?? '' },
    { field: 'channel' as const, name: t('facet.channel'), value: channel, shown: channel },
    { field: 'event' as const, name: t('facet.event'), value: row.event, shown: row.event },
    { field: 'client' as const, name: t('facet.client'), value: row.client, shown: row.client },
    {
      field: 'kind' as const,
      name: t('facet.kind'),
      value: row.kind,
      shown: kindWord({ kind: row.kind, action: 'none' }),
    },
  ].filter(({ field, value }) => value !== '' && (field !== 'source' || source !== null));
}

/** What can be done with a row. */
export function RowMenu({ row, point, onClose }: { row: Row; point: MenuPoint; onClose: () => void }) {
  const engine = useEngine();
  const isPinned = useIsPinned(row);
  const pinKeyCap = useKeyCap('row.pin');
  const resendKeyCap = useKeyCap('entry.resend');
  const sourceName = useSourceName();
  const hasSources = useHasSources();
  const facets = facetsOf(row, hasSources ? sourceName(row.source) : null);
  const [channel = ''] = row.channel.split(', ');
  const compare = () => {
    useSelection.getState().select(row);
    useTab.getState().compare(null);
  };
  return (
    <MenuAtPoint label={t('act.menu')} point={point} onClose={onClose}>
      {channel !== '' && (
        <MenuItem icon={ListFilter} onAction={() => showOnly('channel', channel)}>
          {t('act.onlyChannel')}
        </MenuItem>
      )}
      {row.folded !== undefined && (
        <MenuItem icon={UnfoldVertical} keyCap="→" onAction={() => unfold(row)}>
          {t('act.each', { runs: row.folded.count })}
        </MenuItem>
      )}
      <MenuOf icon={ListFilter} name={t('act.showOnly')}>
        {facets.map(({ field, name, value, shown }) => (
          <MenuItem key={field} value={shown} onAction={() => showOnly(field, value)}>
            {name}
          </MenuItem>
        ))}
      </MenuOf>
      <MenuOf icon={EyeOff} name={t('act.hide')}>
        {facets.map(({ field, name, value, shown }) => (
          <MenuItem key={field} value={shown} onAction={() => hide(field, value)}>
            {name}
          </MenuItem>
        ))}
      </MenuOf>
      <MenuLine />
      <MenuItem icon={isPinned ? PinOff : Pin} keyCap={pinKeyCap} onAction={() => usePins.getState().toggle(row)}>
        {isPinned ? t('act.unpin') : t('act.pin')}
      </MenuItem>
      {isMessage(row) && (
        <MenuItem icon={Repeat} keyCap={resendKeyCap} onAction={() => void resend(engine, row)}>
          {t('act.resend')}
        </MenuItem>
      )}
      {isMessage(row) && (
        <MenuItem icon={Diff} onAction={compare}>
          {t('act.compare')}
        </MenuItem>
      )}
      <MenuOf icon={Copy} name={t('act.copyAs')}>
        <MenuItem onAction={() => void copyPayload(engine, row)}>{t('copy.payload')}</MenuItem>
        <MenuItem onAction={() => void copyRow(row)}>{t('copy.row')}</MenuItem>
        <MenuItem onAction={() => void copyJson(engine, row)}>{t('copy.json')}</MenuItem>
        {isMessage(row) && row.protocol === 'pusher' && (
          <MenuItem onAction={() => void copyCurl(engine, row)}>{t('copy.curl')}</MenuItem>
        )}
        {isMessage(row) && <MenuItem onAction={() => void copySend(engine, row)}>{t('copy.send')}</MenuItem>}
      </MenuOf>
    </MenuAtPoint>
  );
}
