import { useCallback, useMemo, useState } from 'react';
import { useLastEntries } from '../../engine/use-last-entries';
import { useWords } from '../../languages/use-words';
import { type ClientGroup, useClients } from '../../state/clients';
import { useCommand } from '../../state/commands';
import { focusRegion, regionRef } from '../../state/regions';
import { useWidth } from '../../state/use-width';
import { SearchField } from '../../ui/search-field';
import { groupAttempts } from './attempt-groups';
import styles from './clients.module.css';
import { ClientsStatus } from './clients-status';
import { AttemptDetail } from './detail/attempt-detail';
import { ClientDetail } from './detail/client-detail';
import { Empty } from './empty';
import { EqualLifetimesLine } from './equal-lifetimes-line';
import { GroupChoice } from './group-choice';
import { Refused } from './refused';
import { ClientTable } from './table';
import { useClientList } from './use-client-list';

/** Attempts that are shown; the timeline has all of them. */
const attemptsShown = 200;
const findField = regionRef('clients');

/** What the keyboard can do in the view; known while another one is on the screen. */
export function ClientsCommands() {
  const say = useWords('clients');
  useCommand('clients.find', say('find'), '$mod+f', () => focusRegion('clients'));
  return null;
}

/** Who is connected, who was lately, and who was turned away. */
export function Clients() {
  const say = useWords('clients');
  const width = useWidth();
  const { group, find, selected, attempt, setFind, showGroup } = useClients();
  const [firstRow, setFirstRow] = useState(0);
  const list = useClientList(firstRow);
  const refused = useLastEntries('kind:attempt', attemptsShown);
  const attempts = useMemo(() => groupAttempts(refused?.entries ?? []), [refused]);
  const shownAttempts = useMemo(() => attempts.filter((one) => holds(one, find)), [attempts, find]);
  const shown = attempts.find(({ entry }) => entry.row.seq === attempt);
  const type = useCallback(
    (text: string) => {
      setFind(useClients.getState().find + text);
      focusRegion('clients');
    },
    [setFind],
  );
  const counts: Readonly<Record<ClientGroup, number | null>> = {
    all: list === null ? null : list.allOpen + list.allClosed,
    open: list?.allOpen ?? null,
    closed: list?.allClosed ?? null,
    refused: refused?.matches ?? null,
  };
  const isDetail = group === 'refused' ? shown !== undefined : selected !== null;
  const all = counts[group];
  const listed = group === 'refused' ? shownAttempts.length : (list?.shown ?? 0);
  const isListShown = width !== 'small' || !isDetail;
  return (
    <div className={styles.view} data-width={width} data-detail={isDetail || undefined}>
      {counts.open !== null && all !== null && (
        <ClientsStatus
          connected={counts.open}
          all={group === 'refused' ? attempts.length : all}
          listed={listed}
          isSelected={isDetail}
        />
      )}
      {isListShown && (
        <div className={styles.main}>
          <header className={styles.bar}>
            <h2>{say('title')}</h2>
            <GroupChoice group={group} counts={counts} onChoose={showGroup} />
            <div className={styles.find}>
              <SearchField
                label={say('findLabel')}
                value={find}
                onChange={setFind}
                inputRef={findField}
                onKeyDown={(event) => {
                  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
                  event.preventDefault();
                  focusRegion('client-list');
                }}
              />
            </div>
          </header>
          {(group === 'closed' || group === 'all') && <EqualLifetimesLine />}
          {group === 'refused' ? (
            shownAttempts.length > 0 ? (
              <Refused groups={shownAttempts} onType={type} />
            ) : (
              refused?.isComplete === true && <Empty group={group} find={find} />
            )
          ) : (
            list !== null &&
            (list.length > 0 ? (
              <ClientTable list={list} onFirstRow={setFirstRow} onType={type} />
            ) : (
              <Empty group={group} find={find} />
            ))
          )}
        </div>
      )}
      {group !== 'refused' && selected !== null && <ClientDetail key={selected} id={selected} width={width} />}
      {group === 'refused' && shown !== undefined && <AttemptDetail group={shown} width={width} />}
    </div>
  );
}

function holds(
  { reason, from, entry }: { reason: string; from: string; entry: { row: { code: number | null } } },
  find: string,
) {
  const text = `${reason} ${from} ${entry.row.code ?? ''}`.toLowerCase();
  return find
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
