// gray-matter keeps a copy of its input as Node's Buffer, which browsers do not have; nobody reads it.
if (!("Buffer" in globalThis))
  Object.assign(globalThis, { Buffer: { from: (text: string) => new TextEncoder().encode(text) } });
