import { execFileSync } from 'node:child_process';

/**
 * Messages of 1 MB to an exchange of a RabbitMQ, published by another process until the broker has them. Nothing of ours runs
 * meanwhile: it is as busy as it can be.
 */
export function floodWhileBusy(port: number, exchange: string, messages: number): void {
  const program = `
    import { connect } from 'amqplib';
    const connection = await connect('amqp://guest:guest@127.0.0.1:${port}');
    const channel = await connection.createConfirmChannel();
    for (let one = 0; one < ${messages}; one += 1) channel.publish('${exchange}', '', Buffer.alloc(1_000_000, 'x'));
    await channel.waitForConfirms();
    await connection.close();
  `;
  execFileSync(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
}
