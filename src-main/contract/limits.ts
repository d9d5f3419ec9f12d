/** Every bound of the engine in one place. Going over one leaves a Gap or a Refusal that the user sees. */
export const limits = {
  /** Largest WebSocket message taken from a client, bytes. Above it: close 1009. */
  frameBytes: 1_048_576,
  /** Largest body of a request to the hub, bytes. Above it: 413. */
  requestBytes: 4_194_304,
  /** Head of a request, bytes (Node's own limit is set to it). */
  headerBytes: 16_384,
  /** Time a peer has to send a whole request, ms. */
  requestTimeoutMs: 30_000,
  /** What waits for the next run of the hub (webhooks), bytes. */
  keptBytes: 4_194_304,
  /** Addresses that came by one way from outside and are listed. */
  visitors: 200,
  /** Time a peer has for its TLS handshake, ms. */
  tlsHandshakeMs: 10_000,
  /** Unsent bytes towards the Redis between the nodes of a team above which this node leaves, and comes back, bytes. */
  teamBacklogBytes: 16_777_216,
  /** Unsent bytes of one connection above which we hold its frames, and above which it is cut. */
  connectionHoldBytes: 1_048_576,
  connectionCutBytes: 16_777_216,
  /** A batch goes to the writer at this many entries or after this time. */
  batchEntries: 512,
  batchDelayMs: 25,
  /** Bytes of bodies in one batch before it is flushed early. */
  batchBytes: 1_048_576,
  /** Batches and bytes on their way to the writer; above either, entries are not kept and a Gap says so. */
  writerBatches: 256,
  writerBytes: 134_217_728,
  /** Names (channels, events, apps) remembered as numbers before the table starts a new generation. */
  internedNames: 65_536,
  internedChars: 8_388_608,
  nameChars: 1_024,
  /** Longest body kept whole, bytes; the rest is cut and the entry says so. */
  bodyBytes: 4_194_304,
  summaryChars: 200,
  detailBytes: 65_536,
  /** Retention, whichever comes first. */
  retentionEntries: 1_000_000,
  retentionBytes: 2_147_483_648,
  retentionMs: 7 * 86_400_000,
  /** Rows of one view.rows. */
  windowRows: 1_000,
  viewsPerPort: 32,
  /** Calls of one port that wait for their answer. Above it: refused. */
  callsInFlight: 256,
  signalsPerSecond: 15,
  receiptRecipients: 2_000,
  /** Two messages alike are twins, a double rather than a repeat, if no more time lies between them. */
  twinMs: 2_000,
  /** Entries of one message are no further apart; those looked at for it, around it, and their bytes. */
  linkMs: 2_000,
  linkSpanMs: 20_000,
  linkCandidates: 400,
  linkBytes: 8_388_608,
  /** A publish to the most channels one may name, with its deliveries, is whole. */
  relatedEntries: 128,
  /** Subscriptions of one connection to the hub. Above it: refused. */
  channelsPerConnection: 10_000,
  /** Questions of one connection whether it may listen, without an answer from its application yet. Above it: refused. */
  authQuestions: 100,
  /** Connections whose last state the hub remembers after they went: until their close entry is stored, and longer. */
  rememberedConnections: 4_096,
  /** Connections shown as closed lately, with their handshakes. */
  closedConnections: 1_000,
  /** Rows of one connection.list. */
  connectionRows: 200,
  /** Labels a person gave to clients; the oldest go first. */
  labels: 500,
  labelChars: 60,
  /** Expectations that wait at once, those that ended and are still listed, conditions of one, and its longest wait. */
  armedExpectations: 20,
  endedExpectations: 20,
  expectWheres: 10,
  expectTimeoutMs: 86_400_000,
  /** Channels of the hub remembered after they emptied, for the list on the screen. */
  rememberedChannels: 2_000,
  filterChars: 4_096,
  /** Streams shown as matching a topic, and characters of a selector, topic or secret that is tried. */
  matchedSubscribers: 100,
  deskChars: 8_192,
  /** Alternate channels of a message that is composed. */
  draftAlternates: 1_000,
  /** Saved profiles, channels of one, and characters of one value of its form. */
  profiles: 200,
  profileChannels: 500,
  profileValueChars: 16_384,
  /** Until another server has answered a handshake or a request, ms. */
  dialTimeoutMs: 10_000,
  /** Largest message taken from another server, bytes; above it the session's connection ends with 1009. */
  sessionFrameBytes: 16_777_216,
  /** Unsent bytes of a session above which it takes no more to send. */
  sessionUnsentBytes: 4_194_304,
  /** Channels a session watches, and those it lists as found. */
  sessionChannels: 2_000,
  /** Moments of which a session keeps what the server counts: a quarter of an hour. */
  figurePoints: 180,
  /** Reads of an event stream remembered for the dots of its session. */
  keptArrivals: 200,
  /** Longest wait between two attempts of a session, ms. */
  retryMs: 30_000,
  /** For how long a minute of statistics is kept, ms. */
  minutesMs: 7 * 86_400_000,
  /** Connections of one page that open within so long are one page load, ms. */
  loadMs: 1_000,
  loadedPages: 50,
  /** Rows of websockets_statistics_entries that wait for a database which cannot be written; the oldest go first. */
  unwrittenEntries: 10_000,
  /** One document of the page, bytes of UTF-8. Above it: refused. */
  documentBytes: 262_144,
  /** A file of a project that is read, bytes; a larger one is passed over. */
  projectFileBytes: 2_097_152,
  /** Code of a project that is looked through: files, folders, and characters of it all. */
  projectFiles: 3_000,
  projectFolders: 1_000,
  projectCodeBytes: 16_777_216,
  /** Listeners, event classes and channel rules shown of a project, each. */
  projectFinds: 500,
  /** Folders remembered as workspaces; those opened longest ago go first. */
  workspaces: 50,
} as const;
