import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveMetrics } from '../../config/metrics.ts';

async function statusOf(listening: string, port: number, host: string): Promise<number | undefined> {
  const asked = request({ host: listening === '0.0.0.0' ? '127.0.0.1' : listening, port, path: '/metrics', headers: { host } }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

describe('the metrics of a process', () => {
  it('on a loopback address answer whoever names one, not a web page whose name was turned to it', async () => {
    const server = await serveMetrics({ METRICS_HOST: '127.0.0.1', METRICS_PORT: 0 }, []);
    onTestFinished(() => server?.close());
    const port = server?.port ?? 0;
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, '[::1]:1', 'localhost']) {
      expect(await statusOf('127.0.0.1', port, host)).toBe(200);
    }
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', 'localhost.evil.example:1']) {
      expect(await statusOf('127.0.0.1', port, host)).toBe(421);
    }
  });

  it('on other addresses are asked by the names of a network', async () => {
    const server = await serveMetrics({ METRICS_HOST: '0.0.0.0', METRICS_PORT: 0 }, []);
    onTestFinished(() => server?.close());
    expect(await statusOf('0.0.0.0', server?.port ?? 0, 'api:9464')).toBe(200);
  });
});
