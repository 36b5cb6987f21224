// Talks to the server. Changes leave one after the other, several that wait together in one call.

export class Refused extends Error {
  constructor(status, told) {
    super(told.message ?? String(status));
    this.status = status;
    this.type = told.type ?? "";
    this.errors = told.errors ?? [];
  }

  // What to show: what is wrong, and what to do about it.
  get text() {
    return this.errors.map((one) => `${one.message} ${one.remedy}`).join(" ") || this.message;
  }
}

export async function call(method, url, body, options = {}) {
  const answer = await fetch(url, {
    method,
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    credentials: "same-origin",
    body: body === undefined ? undefined : JSON.stringify(body),
    ...options,
  });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, told);
  return told;
}

export class Sender {
  constructor({ url, version, onTold, onRefused }) {
    Object.assign(this, { url, version, onTold, onRefused });
    this.waiting = [];
    this.sending = null;
  }

  send(step) {
    this.waiting.push(step);
    this.sending ??= this.#leave();
  }

  // Resolves when nothing is under way any more.
  async settled() {
    while (this.sending) await this.sending;
  }

  async #leave() {
    try {
      while (this.waiting.length) {
        const steps = this.waiting.splice(0);
        const told = await call("POST", `${this.url}/@parts`, { version: this.version, do: steps });
        this.version = told.version;
        if (!this.waiting.length) this.onTold(told);
      }
    } catch (refused) {
      this.waiting = [];
      await this.onRefused(refused);
    } finally {
      this.sending = null;
    }
  }
}
