// The session behind a preview. It is live like any other, is not listed, and is gone when the form is left.

import { createSession, deleteSession, streamPath, updateSession } from "/api.js";
import { LivePicture } from "/picture.js";

/** How long a draft lives after the last change, in seconds, should nobody be there to delete it. */
const life = 600;

const pattern = /^draft-[0-9a-f]{20}$/;
export const isDraft = (id) => pattern.test(id);

function newID() {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return "draft-" + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Follows the typing: the last content wins, and one request is under way at a time. */
export class Draft {
  #id = newID();
  #picture;
  #report;
  #exists = false;
  #isClosed = false;
  #wanted = null;
  #running = null;

  /** Calls `report` after each attempt, with the error if there was one. */
  constructor(stage, report) {
    this.#picture = new LivePicture(stage);
    this.#report = report;
  }

  /** Takes the members `template` and `args` as JSON text. */
  update(content) {
    this.#wanted = content;
    this.#running ??= this.#run().finally(() => (this.#running = null));
  }

  /** Deletes the draft. Its picture goes at once. */
  async discard() {
    this.#isClosed = true;
    this.#picture.close();
    await this.rest();
  }

  /** Deletes the session behind the draft; the next change makes it anew. */
  async rest() {
    this.#wanted = null;
    await this.#running;
    if (this.#exists) await deleteSession(this.#id).catch(() => {});
    this.#exists = false;
  }

  /** The page may be going away: no time to wait. Should it come back, the next change makes the draft anew. */
  discardAtOnce() {
    if (this.#exists) deleteSession(this.#id, { keepalive: true }).catch(() => {});
    this.#exists = false;
  }

  async #run() {
    while (this.#wanted && !this.#isClosed) {
      const content = this.#wanted;
      this.#wanted = null;
      let problem = null;
      try {
        await this.#send(content);
      } catch (error) {
        problem = error;
      }
      // What has been typed since will be judged in its turn.
      if (!this.#wanted && !this.#isClosed) this.#report(problem);
    }
  }

  async #send(content) {
    const members = `${content},"expire_seconds":${life}`;
    if (this.#exists) {
      try {
        await updateSession(this.#id, `{${members}}`);
        return this.#picture.mend();
      } catch (error) {
        // It has expired while nobody typed.
        if (error.status !== 404) throw error;
      }
    }
    try {
      await createSession(`{"session_id":"${this.#id}",${members}}`);
    } catch (error) {
      // Nobody else has this name: an earlier answer was lost on its way.
      if (error.code !== "session_exists") throw error;
      await updateSession(this.#id, `{${members}}`);
    }
    this.#exists = true;
    if (!this.#isClosed) this.#picture.show(this.#id, "Live preview");
  }
}
