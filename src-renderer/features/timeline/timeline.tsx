import { useView } from '../../engine/hooks';
import { formatInstant } from '../../format/instant';
import { useTimeline, viewFilter } from '../../state/timeline';
import { kindWord } from '../../ui/kind-words';
import './timeline.css';
import { useTail } from './use-tail';

const shownRows = 200;
const counts = new Intl.NumberFormat('en');

/** The newest entries that fit the filter, newest last. */
export function Timeline() {
  const { filter, setFilter, arePingsShown } = useTimeline();
  const { view, problems } = useView(viewFilter(filter, arePingsShown), 0);
  const rows = useTail(view, shownRows);
  return (
    <section className="timeline" aria-label="Timeline">
      <div className="timeline-filter">
        <input
          aria-label="Filter"
          aria-invalid={problems.length > 0}
          spellCheck={false}
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
        <span>{view === null ? '' : `${counts.format(view.length)} of ${counts.format(view.total)}`}</span>
      </div>
      {problems.map(({ message, hint }) => (
        <p className="timeline-problem" role="alert" key={message}>
          {message} {hint}
        </p>
      ))}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard */}
      <section className="timeline-scroll" tabIndex={0} aria-label="Entries">
        {rows.length === 0 ? (
          <p className="timeline-empty">Nothing recorded that fits the filter yet.</p>
        ) : (
          <table aria-label="Timeline">
            <thead>
              <tr>
                <th>Time</th>
                <th>Kind</th>
                <th>Channel</th>
                <th>Event</th>
                <th>Size</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.seq} data-kind={row.kind}>
                  <td>{formatInstant(row.atMs)}</td>
                  <td>{kindWord(row)}</td>
                  <td>{row.channel}</td>
                  <td>
                    <b>{row.event}</b> <span>{row.summary}</span>
                  </td>
                  <td>{row.sizeBytes} B</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </section>
  );
}
