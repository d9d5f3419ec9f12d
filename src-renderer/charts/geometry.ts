/** Room beside the plots: for values at the left, and for the names of series at the right. */
export const room = { left: 44, right: 72 } as const;
/** Above and below each plot. */
export const titleHeight = 24;
export const plotGap = 4;
export const axisHeight = 24;

/** Of a panel without axis. */
export const panelHeight = (plotHeight: number) => titleHeight + plotHeight + plotGap;
