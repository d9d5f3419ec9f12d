/** Which other servers the hub also answers as, beside the protocol they share, so that their tools go on working. */
export interface FaceSettings {
  /** /health, the routes of its dashboard and the channels of its log. */
  readonly laravelWebsockets: boolean;
  /** /up and /apps/ID/connections. */
  readonly reverb: boolean;
  /** /ready, /accept-traffic, /usage and /metrics. */
  readonly soketi: boolean;
}

export const allFaces: FaceSettings = { laravelWebsockets: true, reverb: true, soketi: true };
export const noFaces: FaceSettings = { laravelWebsockets: false, reverb: false, soketi: false };
