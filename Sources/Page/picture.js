// Live pictures: an <img> whose picture the server changes.

import { imagePath, streamPath } from "/api.js";

/** A live picture never finishes loading: the page does so first, or it would seem to load for ever. */
const pageLoaded = new Promise((resolve) => {
  if (document.readyState === "complete") resolve();
  else addEventListener("load", resolve, { once: true });
});

// All in milliseconds.
const firstWait = 1000;
const longestWait = 30_000;
const watchEvery = 500;

/** The one live picture of a place. Each holds a connection, of which a browser opens six. */
export class LivePicture {
  #stage;
  #session;
  #text;
  #image = null;
  #isBroken = false;
  #wait = firstWait;
  #retry;
  #watch;

  constructor(stage) {
    this.#stage = stage;
  }

  show(session, text) {
    this.close();
    this.#session = session;
    this.#text = text;
    this.#wait = firstWait;
    this.#open();
  }

  /** The picture has been changed: one that could not be drawn gets another try at once. */
  mend() {
    if (this.#isBroken) this.show(this.#session, this.#text);
  }

  close() {
    clearTimeout(this.#retry);
    clearInterval(this.#watch);
    // Taken out of the page alone, it would go on loading until it is collected as garbage.
    this.#image?.removeAttribute("src");
    this.#image = null;
    this.#isBroken = false;
    this.#stage.replaceChildren();
  }

  async #open() {
    this.close();
    const image = new Image();
    image.alt = this.#text;
    image.addEventListener("error", () => this.#fail(image));
    this.#image = image;
    this.#stage.replaceChildren(image);
    await pageLoaded;
    if (this.#image !== image) return;
    image.src = streamPath(this.#session);
    this.#watch = setInterval(() => this.#look(image), watchEvery);
  }

  /** Chromium gives a stream up at the first picture that it cannot draw, and tells nobody. */
  async #look(image) {
    if (!image.complete) return;
    if (image.naturalWidth > 0) this.#wait = firstWait;
    else await image.decode().catch(() => this.#fail(image));
  }

  #fail(image) {
    if (this.#image !== image) return;
    this.close();
    this.#isBroken = true;
    this.#stage.replaceChildren(this.#note());
    this.#retry = setTimeout(() => this.#open(), this.#wait);
    this.#wait = Math.min(2 * this.#wait, longestWait);
  }

  #note() {
    const note = document.createElement("p");
    note.className = "broken";
    const snapshot = document.createElement("a");
    snapshot.href = imagePath(this.#session);
    snapshot.target = "_blank";
    snapshot.textContent = "The snapshot";
    note.append(
      "This picture cannot be shown: the connection broke, or the template makes SVG that is not well-formed. ",
      snapshot,
      " may tell more.",
    );
    return note;
  }
}
