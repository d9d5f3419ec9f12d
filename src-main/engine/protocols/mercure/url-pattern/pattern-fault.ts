/** Why a text is no URL pattern, or none that can be matched in bounded time: a sentence for whoever wrote it. */
export class PatternFault extends Error {}
