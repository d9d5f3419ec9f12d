import type { IncomingMessage } from 'node:http';

/** A request to a path no protocol owns. */
export interface FaceRequest {
  /** HEAD comes as GET. */
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: Buffer;
  readonly request: IncomingMessage;
}

export interface FaceReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Answers the paths of another server that are beside the protocol. */
export interface Face {
  owns(path: string): boolean;
  /** null if there is nothing at this path after all. */
  answer(asked: FaceRequest): FaceReply | null | Promise<FaceReply | null>;
}

export function jsonReply(value: unknown, status = 200): FaceReply {
  return { status, contentType: 'application/json', body: JSON.stringify(value) };
}

export function textReply(body: string, status = 200): FaceReply {
  return { status, contentType: 'text/plain; charset=utf-8', body };
}
