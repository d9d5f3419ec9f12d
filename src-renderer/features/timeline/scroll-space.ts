/**
 * Tallest element that is scrolled, in CSS px. Browsers clamp far above it at every device scale, and a scroll offset
 * (a 32-bit float in the compositor) still tells sixteenths of a pixel.
 */
export const safeHeight = 1_000_000;
/** Within this distance of either end the element moves as the rows do, so that the last pixel can be reached. */
const exactEnds = 20_000;
/** No wheel and no finger goes further at once. */
const longestFlick = 10_000;

/**
 * Scrolling by position. `offset` is where the reader is: px from the top of the row at `first` to the top of the
 * viewport, over rows that may be taller than any element. `scrollTop` is what the scrolled element shows. As long as all
 * rows fit the two are the same. Above that, what a wheel or a finger moves is taken pixel by pixel and a jump (thumb,
 * track) in proportion; `settle` then brings the thumb where it belongs while the rows stay.
 */
export class ScrollSpace {
  offset = 0;
  scrollTop = 0;
  private rows = 0;
  private start = 0;

  constructor(
    private rowPx: number,
    private viewportPx = 0,
  ) {}

  /** Absolute position of the first row, as the engine counts. */
  get first(): number {
    return this.start;
  }

  get length(): number {
    return this.rows;
  }

  get rowHeight(): number {
    return this.rowPx;
  }

  get viewport(): number {
    return this.viewportPx;
  }

  /** Height of the scrolled element's content. */
  get height(): number {
    return Math.min(this.totalPx, safeHeight);
  }

  /** Where the rows begin in the scrolled element, so that the reader's stand where they should. */
  get shift(): number {
    return this.scrollTop - this.offset;
  }

  get maxOffset(): number {
    return Math.max(0, this.totalPx - this.viewportPx);
  }

  get maxScrollTop(): number {
    return Math.max(0, this.height - this.viewportPx);
  }

  /** Indexes (from `first`) of the rows that are in sight, the second exclusive. */
  get visible(): readonly [number, number] {
    const from = Math.floor(this.offset / this.rowPx);
    const to = Math.ceil((this.offset + this.viewportPx) / this.rowPx);
    return [Math.min(from, this.rows), Math.min(to, this.rows)];
  }

  /** px between the end of the last row and the foot of the viewport. */
  get distanceFromEnd(): number {
    return this.maxOffset - this.offset;
  }

  /** The element was scrolled. `isFine`: by a wheel or a finger, which move rows and not shares of them. */
  scrolled(scrollTop: number, isFine: boolean): void {
    const moved = scrollTop - this.scrollTop;
    this.scrollTop = scrollTop;
    if (this.isExact) {
      this.offset = scrollTop;
    } else if (Math.abs(moved) < (isFine ? longestFlick : this.viewportPx)) {
      this.moveTo(this.offset + moved);
    } else {
      this.offset = this.offsetAt(scrollTop);
    }
    if (this.isStuck) this.settle();
  }

  /** Goes to an offset; the element follows with `settle`. */
  moveTo(offset: number): void {
    this.offset = Math.min(this.maxOffset, Math.max(0, offset));
    if (this.isExact) this.settle();
  }

  moveToEnd(): void {
    this.offset = this.maxOffset;
    this.settle();
  }

  /** Scrolls as little as needed to have a row (index from `first`) wholly in sight. */
  reveal(index: number): void {
    const top = index * this.rowPx;
    if (top < this.offset) this.moveTo(top);
    else if (top + this.rowPx > this.offset + this.viewportPx) this.moveTo(top + this.rowPx - this.viewportPx);
    this.settle();
  }

  resize(viewportPx: number, rowPx: number): void {
    const row = this.offset / this.rowPx;
    this.viewportPx = viewportPx;
    this.rowPx = rowPx;
    this.moveTo(row * rowPx);
    this.settle();
  }

  /** Rows came or went at either end. Those in sight stay where they are, as far as they are still there. */
  setRows(first: number, length: number): void {
    const before = this.start;
    const wasAbove = this.isExact;
    this.start = first;
    this.rows = length;
    this.moveTo(this.offset + (before - first) * this.rowPx);
    if (this.isExact || wasAbove || this.isStuck || this.scrollTop > this.maxScrollTop) this.settle();
  }

  /** Other rows: nothing of what was there has a place any more. */
  reset(first: number, length: number): void {
    this.start = first;
    this.rows = length;
    this.moveTo(0);
    this.settle();
  }

  /** Brings the element to where the offset belongs. */
  settle(): void {
    this.scrollTop = this.scrollTopAt(this.offset);
  }

  private get totalPx(): number {
    return this.rows * this.rowPx;
  }

  private get isExact(): boolean {
    return this.totalPx <= safeHeight;
  }

  /** At an end of the element and not of the rows, or the other way round: further scrolling would do nothing. */
  private get isStuck(): boolean {
    const { offset, maxOffset, scrollTop, maxScrollTop } = this;
    return offset <= 0 !== scrollTop <= 0 || offset >= maxOffset !== scrollTop >= maxScrollTop - 0.5;
  }

  private scrollTopAt(offset: number): number {
    const { maxOffset, maxScrollTop } = this;
    if (this.isExact || offset <= exactEnds) return offset;
    if (offset >= maxOffset - exactEnds) return maxScrollTop - (maxOffset - offset);
    return exactEnds + ((offset - exactEnds) * (maxScrollTop - 2 * exactEnds)) / (maxOffset - 2 * exactEnds);
  }

  private offsetAt(scrollTop: number): number {
    const { maxOffset, maxScrollTop } = this;
    if (scrollTop <= exactEnds) return Math.max(0, scrollTop);
    if (scrollTop >= maxScrollTop - exactEnds) return Math.min(maxOffset, maxOffset - (maxScrollTop - scrollTop));
    return exactEnds + ((scrollTop - exactEnds) * (maxOffset - 2 * exactEnds)) / (maxScrollTop - 2 * exactEnds);
  }
}
