/** Room beside the plots: for values at the left, and for the names of series at the right. */
export const room = { left: 44, right: 72 } as const;
/** Heights of the three panels on one time axis: a title of 24 above each plot, 4 below. */
export const plotHeights = { messages: 120, connections: 68, troubles: 48 } as const;
export const titleHeight = 24;
export const plotGap = 4;
export const axisHeight = 24;

/** Of a panel without axis. */
export const panelHeight = (plotHeight: number) => titleHeight + plotHeight + plotGap;
