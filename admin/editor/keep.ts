/**
 * Decap keeps what was not saved in the browser's database, and offers it the moment it has read it:
 * before the entry itself has come over the line, which is then laid over what was restored. With this,
 * the offer waits until the form is there.
 */
export function offerLater(): void {
  const { get } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.get = function (key) {
    const request = get.call(this, key);
    return typeof key === "string" && key.startsWith("backup.") ? later(request) : request;
  };
}

function later(request: IDBRequest): IDBRequest {
  return new Proxy(request, {
    get: (target, name) => Reflect.get(target, name),
    set(target, name, handler: unknown) {
      const waits = name === "onsuccess" && typeof handler === "function";
      const told = waits ? (event: Event) => void formReady().then(() => handler(event)) : handler;
      return Reflect.set(target, name, told);
    },
  });
}

const form = '#nc-root [class*="-ControlContainer"]';

// If the entry never comes, nothing is offered and nothing is thrown away.
async function formReady(): Promise<void> {
  while (!document.querySelector(form)) await pause(100);
  await pause(300);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
