type Handlers = Readonly<Record<string, (input: never) => unknown>>;

interface Command {
  readonly id: number;
  readonly name: string;
  readonly input: never;
}

/** The other side of `startChild`: answers commands until the one who started us is gone. */
export function serveCommands(handlers: Handlers, onEnd: () => Promise<void> | void = () => {}): void {
  process.on('message', async ({ id, name, input }: Command) => {
    try {
      const handler = handlers[name];
      if (handler === undefined) throw new Error(`there is no command ${name}`);
      process.send?.({ id, output: await handler(input) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on('disconnect', async () => {
    await onEnd();
    process.exit(0);
  });
}

/** Milliseconds on a clock that all processes of this machine share. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
