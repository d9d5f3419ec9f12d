/** How many of the sockets that went last are remembered. */
const goneKept = 50;
/** Of the open ones, at most the newest this many are looked through. */
const openSearched = 100;

/** A socket that somebody may have signed for by mistake. */
export interface SocketName {
  readonly id: string;
  readonly isOpen: boolean;
}

/** Socket ids of an app: the open ones, and those that went lately. For telling whose signature a wrong one is. */
export class SocketNames {
  private readonly open = new Set<string>();
  private readonly gone: string[] = [];

  add(id: string): void {
    this.open.add(id);
  }

  remove(id: string): void {
    this.open.delete(id);
    this.gone.push(id);
    if (this.gone.length > goneKept) {
      this.gone.shift();
    }
  }

  /** The likely ones: a bounded number, however many connections there are. */
  *likely(): Iterable<SocketName> {
    for (let index = this.gone.length - 1; index >= 0; index -= 1) {
      yield { id: this.gone[index] as string, isOpen: false };
    }
    let searched = 0;
    for (const id of this.open) {
      if (searched === openSearched) {
        return;
      }
      searched += 1;
      yield { id, isOpen: true };
    }
  }
}
