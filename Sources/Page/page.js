// The page as a whole: who is signed in, and which part is shown. The part's name stands behind the # of the address,
// so that the browser's back button works.

import { logIn, logOut, onSignInEnd, register, user } from "/api.js";
import { closeCreate, openCreate, resetCreate } from "/create.js";
import { closeDetail, openDetail } from "/detail.js";
import { announce, byId, clearProblems, focusFirstProblem, showProblems, tell, whileBusy } from "/dom.js";
import { forgetAllEdits, isAnythingEdited } from "/edits.js";
import { clearList, loadList, selectInList } from "/list.js";

const panels = ["home", "create", "detail"];

/** The part of the page that the address names, such as ["session", "build-status"]. */
function place() {
  try {
    return location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  } catch {
    return [""];
  }
}

function show() {
  const isIn = user() !== undefined;
  byId("welcome").hidden = isIn;
  byId("workspace").hidden = !isIn;
  byId("account").hidden = !isIn;
  byId("who").textContent = user() ?? "";
  closeDetail();
  closeCreate();
  if (isIn) showPanel(...place());
  else showAccountForm(place()[0]);
}

function showPanel(part, id) {
  const panel = part === "new" ? "create" : part === "session" && id ? "detail" : "home";
  for (const name of panels) byId(`${name}-panel`).hidden = name !== panel;
  // On a narrow screen the list and a panel take turns.
  byId("workspace").classList.toggle("is-open", panel !== "home");
  selectInList(panel === "detail" ? id : null);
  if (panel === "create") openCreate();
  if (panel === "detail") openDetail(id);
}

function showAccountForm(part) {
  const isNew = part === "register";
  byId("register-form").hidden = !isNew;
  byId("login-form").hidden = isNew;
  for (const [link, isCurrent] of [["to-register", isNew], ["to-login", !isNew]]) {
    if (isCurrent) byId(link).setAttribute("aria-current", "page");
    else byId(link).removeAttribute("aria-current");
  }
}

addEventListener("hashchange", () => {
  show();
  scrollTo(0, 0);
  // Whoever uses the keyboard or a screen reader goes on where the new part begins.
  const heading = document.querySelector("main section:not([hidden]) .panel:not([hidden]) h2");
  if (user()) heading?.focus({ preventScroll: true });
});

// Signing in and out

let lastUser = user();

function enter() {
  // What was typed and not saved waits for whoever typed it.
  if (user() !== lastUser) forgetAllEdits();
  lastUser = user();
  tell(byId("welcome-message"));
  for (const id of ["login-form", "register-form"]) byId(id).reset();
  loadList();
  if (["", "sign-in", "register"].includes(place()[0]) && location.hash !== "#/") location.hash = "#/";
  else show();
}

function account(form, button, send) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(button, async () => {
      clearProblems(form);
      tell(byId("welcome-message"));
      try {
        await send(Object.fromEntries(new FormData(form)));
      } catch (error) {
        showProblems(form, error);
        return focusFirstProblem(form);
      }
      enter();
    });
  });
}

account(byId("login-form"), byId("login"), logIn);
account(byId("register-form"), byId("register"), register);

async function signOut() {
  if (isAnythingEdited() && !confirm("Some of what you typed is not saved. Sign out, and lose it?")) return;
  forgetAllEdits();
  // The draft can only be deleted as long as we are signed in.
  await closeCreate();
  location.hash = "#/";
  try {
    await logOut();
    announce("You are signed out.");
  } catch (error) {
    tell(byId("welcome-message"), `You are signed out here, but the server could not be told: ${error.message}`);
  }
}

byId("sign-out").addEventListener("click", ({ currentTarget }) => whileBusy(currentTarget, signOut));

onSignInEnd((reason) => {
  byId("confirm-delete").close();
  clearList();
  resetCreate();
  show();
  tell(byId("welcome-message"), reason);
  byId("login-form").elements.identifier.focus();
});

document.addEventListener("visibilitychange", () => {
  if (user() && document.visibilityState === "visible") loadList();
});

show();
if (user()) loadList();
