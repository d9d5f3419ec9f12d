import type { ChannelTerm, EventTerm, SourceTerm, TextTerm } from '../../contract/filter';
import type { Database, Statement } from './driver';
import { foldText } from './fold-text';
import { IdSet } from './id-set';

const namesAtOnce = 5_000;

type NamedTerm = TextTerm | ChannelTerm | EventTerm | SourceTerm;

/** The ids of all names one term fits, found again as new names come. */
export class NameMatch {
  readonly ids: IdSet;
  private readonly select: Statement;
  private readonly fits: (folded: string) => boolean;
  private readonly like: string;
  private lastId = 0;

  constructor(db: Database, term: NamedTerm) {
    this.ids = new IdSet(db);
    const [like, fits] = matcher(term);
    this.like = like;
    this.fits = fits;
    // LIKE knows the case of ASCII only, so names with other characters are all looked at more closely.
    this.select = db.prepare(
      `SELECT id, text FROM name WHERE id > ? AND (text LIKE ? ESCAPE '\\' OR text GLOB '*[^ -~]*') ORDER BY id LIMIT ${namesAtOnce}`,
    );
  }

  /** Takes in names stored since the last call. */
  refresh(): void {
    for (;;) {
      const rows = this.select.all(this.lastId, this.like);
      for (const { id, text } of rows) {
        this.lastId = Number(id);
        if (this.fits(foldText(String(text)))) {
          this.ids.add(this.lastId);
        }
      }
      if (rows.length < namesAtOnce) {
        return;
      }
    }
  }
}

/** A LIKE pattern no fitting ASCII name fails, and the exact test on a folded name. */
function matcher(term: NamedTerm): [string, (folded: string) => boolean] {
  if (term.field === 'text') {
    const wanted = foldText(term.text);
    return [`%${escapeLike(wanted)}%`, (name) => name.includes(wanted)];
  }
  const pattern = foldText(term.pattern);
  const like = `%${pattern.split('*').map(escapeLike).join('%')}%`;
  const whole = globPattern(pattern);
  if (term.field === 'channel') {
    // The channels of a publish to several stand in one name.
    return [
      like,
      (name) => whole.test(name) || (name.includes(', ') && name.split(', ').some((one) => whole.test(one))),
    ];
  }
  if (term.field === 'source') return [like, (name) => whole.test(name)];
  return [
    like,
    (name) => whole.test(name) || (name.includes('\\') && whole.test(name.slice(name.lastIndexOf('\\') + 1))),
  ];
}

/** A text as a part of a LIKE pattern with the escape character \. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

function globPattern(glob: string): RegExp {
  const parts = glob.split(/\*+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
