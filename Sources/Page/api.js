// The API as the page sees it: tokens, requests, and errors that know where they belong.

const storageKey = "vellum.sign-in";

/** How long a request may take, in milliseconds. */
const patience = 15_000;

/** A duplicated tab has a copy of the tokens. A refresh token is good once, so whoever uses it tells the others. */
const otherTabs = new BroadcastChannel(storageKey);

/** An answer that is not a success, in the documented shape of errors. */
export class ApiError extends Error {
  /** A status of 0 tells that there was no answer at all; `retryAfter` is what the server asks for, in seconds. */
  constructor(status, { error, code = "", details = [] }, retryAfter) {
    super(error);
    this.status = status;
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later: the server or its store is away, or busy. */
  get isPassing() {
    return [0, 429, 502, 503, 504].includes(this.status);
  }
}

// Who is signed in: {user, access, refresh, expiresAt}, or null. It lives as long as the tab.

let signIn = stored();
let afterEnd = () => {};

export const user = () => signIn?.user;

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey));
  } catch {
    return null;
  }
}

/** Calls back when the sign-in ends, with the reason if it was not the user's wish. */
export function onSignInEnd(callback) {
  afterEnd = callback;
}

function keep(user, tokens) {
  const before = signIn?.refresh;
  signIn = {
    user,
    access: tokens.access_token,
    refresh: tokens.refresh_token,
    // A tenth of its life early, so that no call arrives with a token that has just run out.
    expiresAt: Date.now() + tokens.expires_in * 900,
  };
  sessionStorage.setItem(storageKey, JSON.stringify(signIn));
  if (before) otherTabs.postMessage({ before, signIn });
}

function forget(reason) {
  signIn = null;
  sessionStorage.removeItem(storageKey);
  afterEnd(reason);
}

otherTabs.addEventListener("message", ({ data }) => {
  if (signIn?.refresh !== data.before) return;
  signIn = data.signIn;
  sessionStorage.setItem(storageKey, JSON.stringify(signIn));
});

// Requests

/** Sends one request; answers with the JSON of a success, or null where there is none. */
async function send(method, path, { body, token, keepalive } = {}) {
  const headers = {};
  if (token) headers["Authorization"] = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const signal = AbortSignal.timeout(patience);
  let response, text;
  try {
    response = await fetch(path, { method, headers, body, keepalive, signal, cache: "no-store", credentials: "omit" });
    text = await response.text();
  } catch (error) {
    const what = error.name === "TimeoutError" ? "does not answer" : "cannot be reached";
    throw new ApiError(0, { error: `The server ${what}. Try again in a moment.`, code: "unreachable" });
  }
  const { status } = response;
  const retryAfter = Number(response.headers.get("Retry-After")) || undefined;
  let answer = null;
  try {
    if (text) answer = JSON.parse(text, keepNumber);
  } catch {
    throw new ApiError(status, { error: `The server answered ${status}, and not in JSON.` }, retryAfter);
  }
  if (response.ok) return answer;
  throw new ApiError(status, answer ?? { error: `The server answered ${status}.` }, retryAfter);
}

/** Numbers of somebody's arguments stay as the server has them: 1.0, and integers beyond what a double can hold. */
function keepNumber(key, value, context) {
  const isExact = typeof value !== "number" || !JSON.rawJSON || !context || context.source === String(value);
  return isExact ? value : JSON.rawJSON(context.source);
}

/** Sends a request with the access token, and gets a new token first or afterwards when it has run out. */
export async function call(method, path, options = {}) {
  if (!signIn) throw new ApiError(401, { error: "Sign in first.", code: "token_missing" });
  if (Date.now() > signIn.expiresAt) await refresh();
  const { access } = signIn;
  try {
    return await send(method, path, { ...options, token: access });
  } catch (error) {
    if (error.status !== 401 || !signIn) throw error;
    if (signIn.access === access) await refresh();
    return send(method, path, { ...options, token: signIn.access });
  }
}

let refreshing = null;

/** However many calls find the token run out: they wait for one refresh. */
function refresh() {
  refreshing ??= replaceTokens().finally(() => (refreshing = null));
  return refreshing;
}

async function replaceTokens() {
  const before = signIn;
  try {
    const body = JSON.stringify({ refresh_token: before.refresh });
    const tokens = await send("POST", "/api/v1/auth/refresh", { body });
    if (signIn === before) keep(before.user, tokens);
  } catch (error) {
    // A server that is away or busy is no reason to sign anybody out.
    const isRefused = error.status === 400 || error.status === 401;
    if (isRefused && signIn === before) forget("Your sign-in has ended. Sign in again to go on.");
    throw error;
  }
  if (!signIn) throw new ApiError(401, { error: "Sign in first.", code: "token_missing" });
}

// Accounts

export async function register(account) {
  const { user, tokens } = await send("POST", "/api/v1/auth/register", { body: JSON.stringify(account) });
  keep(user.user_id, tokens);
}

export async function logIn(credentials) {
  const tokens = await send("POST", "/api/v1/auth/login", { body: JSON.stringify(credentials) });
  const token = tokens.access_token;
  try {
    // Who signs in by e-mail address has not told the user ID.
    const account = await send("GET", "/api/v1/auth/me", { token });
    keep(account.user_id, tokens);
  } catch (error) {
    // Nobody would use this sign-in, and nobody could end it.
    send("POST", "/api/v1/auth/logout", { token, keepalive: true }).catch(() => {});
    throw error;
  }
}

/** Whatever becomes of the call, the tokens are gone from here afterwards. */
export async function logOut() {
  try {
    await call("POST", "/api/v1/auth/logout");
  } catch (error) {
    if (error.status !== 401) throw error;
  } finally {
    forget();
  }
}

// Sessions

const name = encodeURIComponent;

export const sessionPath = (id) => `/api/user/${name(user())}/session/${name(id)}`;
export const streamPath = (id) => `/stream/${name(user())}/${name(id)}`;
export const imagePath = (id) => `/image/${name(user())}/${name(id)}`;

export const createSession = (body) => call("POST", `/api/user/${name(user())}/session`, { body });
export const readSession = (id) => call("GET", sessionPath(id));
export const updateSession = (id, body) => call("PUT", sessionPath(id), { body });
export const deleteSession = (id, options) => call("DELETE", sessionPath(id), options);

/** All sessions of the user, part by part. */
export async function listSessions() {
  const path = `/api/user/${name(user())}/sessions`;
  const all = [];
  let cursor;
  do {
    const part = await call("GET", cursor ? `${path}?cursor=${name(cursor)}` : path);
    all.push(...part.sessions);
    cursor = part.next_cursor;
  } while (cursor);
  return all;
}
