// The list of the user's sessions.

import { deleteSession, imagePath, listSessions } from "/api.js";
import { announce, byId, remaining, tell, whileBusy } from "/dom.js";
import { isDraft } from "/draft.js";
import { forgetEdits, isEdited } from "/edits.js";
import { Retry } from "/retry.js";

/** What is listed: session ID → {row, expiresAt}. */
const entries = new Map();
/** How old a snapshot may be, in milliseconds. */
const snapshotAge = 1100;
/** How long a thumbnail that could not be loaded waits at most, in milliseconds. */
const longestWait = 60_000;
const retry = new Retry(loadList);

let selected = null;
let loads = 0;

export async function loadList() {
  const load = ++loads;
  let sessions;
  try {
    sessions = await listSessions();
  } catch (error) {
    if (load === loads) tell(byId("list-message"), retry.after(error));
    return;
  }
  // A later load knows better.
  if (load !== loads) return;
  retry.stop();
  tell(byId("list-message"));
  const listed = sessions.filter(({ session_id }) => !isDraft(session_id));
  const ids = new Set(listed.map(({ session_id }) => session_id));
  for (const id of entries.keys()) if (!ids.has(id)) lose(id);
  for (const { session_id: id, ttl } of listed) {
    if (!entries.has(id)) entries.set(id, { row: makeRow(id) });
    entries.get(id).expiresAt = Date.now() + 1000 * ttl;
  }
  byId("session-list").append(...listed.map(({ session_id }) => entries.get(session_id).row));
  showSelection();
  showTimes();
  showCount();
}

export function clearList() {
  loads += 1;
  retry.stop();
  tell(byId("list-message"));
  for (const id of entries.keys()) removeEntry(id);
  byId("no-sessions").hidden = true;
  byId("session-count").textContent = "";
}

/** Marks the session that the panel shows; none for null. */
export function selectInList(id) {
  selected = id;
  showSelection();
}

/** Gets the picture of a session anew, when the server does so too: it renders a snapshot once a second. */
export function renewThumbnail(id, wait = snapshotAge) {
  setTimeout(async () => {
    const entry = entries.get(id);
    if (!entry) return;
    const address = imagePath(id);
    // An <img> with the same address shows what the page remembers. Reading it puts that out of mind, and a fragment,
    // which is not sent, makes it another address.
    await fetch(address, { cache: "reload", signal: AbortSignal.timeout(longestWait) }).catch(() => {});
    entry.renewals = (entry.renewals ?? 0) + 1;
    entry.row.querySelector("img").src = `${address}#${entry.renewals}`;
  }, wait);
}

export const expiresAt = (id) => entries.get(id)?.expiresAt;

function makeRow(id) {
  const row = byId("session-row").content.firstElementChild.cloneNode(true);
  row.querySelector("a").href = `#/session/${encodeURIComponent(id)}`;
  const image = row.querySelector("img");
  let wait = snapshotAge;
  image.addEventListener("error", () => {
    renewThumbnail(id, wait);
    wait = Math.min(2 * wait, longestWait);
  });
  image.src = imagePath(id);
  row.querySelector(".row-mark").hidden = !isEdited(id);
  row.querySelector(".row-id").textContent = id;
  const button = row.querySelector("button");
  button.setAttribute("aria-label", `Delete ${id}`);
  button.addEventListener("click", () => askToDelete(id));
  return row;
}

/** It has gone without us. */
function lose(id) {
  removeEntry(id);
  dispatchEvent(new CustomEvent("session-gone", { detail: id }));
}

addEventListener("edits", ({ detail: id }) => {
  const mark = entries.get(id)?.row.querySelector(".row-mark");
  if (mark) mark.hidden = !isEdited(id);
});

function removeEntry(id) {
  entries.get(id)?.row.remove();
  entries.delete(id);
}

function showSelection() {
  for (const [id, { row }] of entries) {
    const link = row.querySelector("a");
    if (id === selected) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function showCount() {
  byId("no-sessions").hidden = entries.size > 0;
  byId("session-count").textContent = entries.size || "";
}

function showTimes() {
  const now = Date.now();
  for (const [id, { row, expiresAt }] of entries) {
    if (expiresAt <= now) {
      lose(id);
      showCount();
      continue;
    }
    const text = remaining(expiresAt - now);
    const place = row.querySelector(".row-time");
    if (place.textContent !== text) place.textContent = text;
  }
}
setInterval(showTimes, 1000);

// Deleting

export function askToDelete(id) {
  const dialog = byId("confirm-delete");
  byId("confirm-delete-id").textContent = id;
  tell(byId("confirm-delete-message"));
  dialog.dataset.session = id;
  dialog.showModal();
}

byId("confirm-delete-no").addEventListener("click", () => byId("confirm-delete").close());

byId("confirm-delete-yes").addEventListener("click", ({ currentTarget }) =>
  whileBusy(currentTarget, async () => {
    const dialog = byId("confirm-delete");
    const id = dialog.dataset.session;
    try {
      await deleteSession(id);
    } catch (error) {
      if (error.status !== 404) return tell(byId("confirm-delete-message"), error.message);
    }
    dialog.close();
    removeEntry(id);
    forgetEdits(id);
    showCount();
    announce(`${id} is deleted.`);
    if (id === selected) location.hash = "#/";
    // A load that began before would bring it back.
    loadList();
  }),
);
