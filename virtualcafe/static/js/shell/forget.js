// What was written and not sent is nobody's business once its writer has signed out.

const KEPT = /^(?:(?:draft|outbox|offline):|offline$)/;

/** Forget drafts and waiting messages when this browser signs out. */
export function forgetAtSignOut() {
  document.addEventListener("submit", ({ target }) => {
    const { pathname } = new URL(/** @type {HTMLFormElement} */ (target).action, location.href);
    if (pathname !== "/logout/") return;
    for (const box of document.querySelectorAll("textarea")) box.value = "";
    for (const store of [localStorage, sessionStorage]) {
      for (const key of Object.keys(store)) if (KEPT.test(key)) store.removeItem(key);
    }
  });
}
