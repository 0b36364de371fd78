import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../../../api/json/endpoints.ts';
import { openApiDocument } from '../../../api/json/openapi.ts';

const document = openApiDocument('league_session');

describe('the OpenAPI document', () => {
  it('describes every endpoint once, each with its errors', () => {
    const described = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method} ${path}`),
    );
    expect(described.toSorted()).toEqual([...ENDPOINTS.map(({ method, path }) => `${method} ${path}`), 'get /openapi.json'].toSorted());
    expect(new Set(ENDPOINTS.map(({ id }) => id)).size).toBe(ENDPOINTS.length);
    const { responses } = document.paths?.['/campaigns/{campaign}/townships/{township}/items/{item}/decisions']?.post ?? {};
    expect(Object.keys(responses ?? {})).toEqual([
      '200',
      '202',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
    ]);
  });

  it('is version 3.1 and names the session cookie', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.components?.securitySchemes).toEqual({ session: { type: 'apiKey', in: 'cookie', name: 'league_session' } });
  });

  it('has references that lead somewhere and patterns that are regular expressions', () => {
    const text = JSON.stringify(document);
    const names = Object.keys(document.components?.schemas ?? {});
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) expect(names).toContain(name);
    for (const [, pattern] of text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)) {
      expect(() => new RegExp(JSON.parse(pattern ?? ''), 'u')).not.toThrow();
      expect(pattern).toMatch(/^"[^/]|\$"$/);
    }
    expect(names).toContain('Dossier-survey');
  });

  it('bounds every string that a request may hold', () => {
    const unbounded: string[] = [];
    const look = (node: unknown, place: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const schema = node as Record<string, unknown>;
      const free = schema['type'] === 'string' && !['enum', 'maxLength', 'format', 'pattern'].some((key) => key in schema);
      if (free) unbounded.push(place);
      for (const [key, inner] of Object.entries(schema)) look(inner, `${place}/${key}`);
    };
    for (const [path, methods] of Object.entries(document.paths ?? {})) {
      for (const [method, operation] of Object.entries(methods as Record<string, { requestBody?: unknown; parameters?: unknown }>)) {
        look(operation.requestBody, `${method} ${path}`);
        look(operation.parameters, `${method} ${path}`);
      }
    }
    expect(unbounded).toEqual([]);
  });
});
