import type { FrameReader } from '../../frame-reader';
import { phoenixReader, wamp2Reader, wampReader } from './json-arrays';
import {
  ablyReader,
  cableReader,
  centrifugoReader,
  eventDataReader,
  graphqlReader,
  jsonRpcReader,
  oldGraphqlReader,
} from './json-objects';
import { mqttReader } from './mqtt';
import { jsonReader, plainReader } from './plain';
import { signalrReader } from './signalr';
import { stompReader } from './stomp';

/** What can be read on top of a WebSocket without another protocol of ours. */
export const ownReaders: readonly FrameReader[] = [
  stompReader,
  graphqlReader,
  oldGraphqlReader,
  wampReader,
  wamp2Reader,
  phoenixReader,
  cableReader,
  mqttReader,
  signalrReader,
  ablyReader,
  centrifugoReader,
  jsonRpcReader,
  eventDataReader,
  jsonReader,
  plainReader,
];
