/** Heights of the three panels on one time axis. */
export const plotHeights = { messages: 120, connections: 68, troubles: 48 } as const;
