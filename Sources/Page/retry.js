// Trying again while the server, or its store, is away.

// All in seconds.
const firstWait = 1;
const longestWait = 10;
const longestWish = 60;

/** What is shown and could not be loaded is loaded again, as long as somebody may look at it. */
export class Retry {
  #attempt;
  #timer;
  #wait = firstWait;

  constructor(attempt) {
    this.#attempt = attempt;
  }

  /** Plans another attempt if that may help; answers with what to tell meanwhile. */
  after(error) {
    clearTimeout(this.#timer);
    if (!error.isPassing) return error.message;
    this.#plan(Math.min(error.retryAfter ?? this.#wait, longestWish));
    this.#wait = Math.min(2 * this.#wait, longestWait);
    return error.message.replace(/\.?$/, ". The page tries again by itself.");
  }

  stop() {
    clearTimeout(this.#timer);
    this.#wait = firstWait;
  }

  #plan(wait) {
    this.#timer = setTimeout(() => (document.hidden ? this.#plan(firstWait) : this.#attempt()), 1000 * wait);
  }
}
