// What the browser adds to Streamlit: links that do not reload the page, arrow keys, focus.
// Loaded by index.html on every page. Without it every link still works, as a full load.
(() => {
  "use strict";

  // Pages have flat addresses: the server is at the root. Knowing it, Streamlit opens its
  // connection at once, instead of trying /mois/_stcore/health first.
  window.__streamlit = {
    BACKEND_BASE_URL: new URL("/", location).href,
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
  };

  // A provider of identities sends back to the first page, whichever was asked for: the tab
  // remembers which. Before Streamlit reads the address.
  const LEFT = "maillage.left";
  const left = sessionStorage.getItem(LEFT);
  sessionStorage.removeItem(LEFT);
  if (left && location.pathname === "/" && !location.search) history.replaceState(null, "", left);
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.(".st-key-provider button")) return;
    sessionStorage.setItem(LEFT, location.pathname + location.search);
  });

  const ADDRESSES = document.currentScript.dataset.addresses.split(" ");
  const TYPED_IN =
    'input, textarea, select, [contenteditable="true"], [role="slider"], [role="tab"],' +
    ' [role="radio"], [role="listbox"], [role="combobox"], [role="menu"], [role="grid"],' +
    ' [role="dialog"], [data-testid="stDataFrame"], canvas';

  const main = () => document.querySelector('[data-testid="stMain"]');
  const connected = () =>
    document.querySelector('[data-testid="stApp"][data-test-connection-state="CONNECTED"]');

  // Streamlit follows the history of the browser: a new entry, announced, is a change of page
  // in one run of the script.
  function visit(url) {
    const before = location.pathname;
    const own = ADDRESSES.includes(url.pathname.slice(1));
    const centre = new URLSearchParams(location.search).get("centre");
    if (own && centre && !url.searchParams.has("centre")) url.searchParams.set("centre", centre);
    if (!own || !connected()) {
      location.assign(url);
      return;
    }
    history.pushState(null, "", url);
    dispatchEvent(new PopStateEvent("popstate"));
    if (url.pathname !== before) begin();
    if (url.hash) seek(url.hash);
  }

  // The part of the page that the address names, once Streamlit has drawn it.
  function seek(hash) {
    const watch = new MutationObserver(() => {
      const part = document.querySelector(hash);
      if (part) part.scrollIntoView();
    });
    watch.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => watch.disconnect(), 3000);
  }

  // A new page is read from its top, by eye and by screen reader.
  function begin() {
    const top = main();
    if (!top) return;
    top.scrollTo(0, 0);
    top.setAttribute("tabindex", "-1");
    top.focus({ preventScroll: true });
  }

  // The page redraws the link that was followed, and folds its menu: the keyboard stays there.
  function keepFocus(link) {
    const rel = link.getAttribute("rel");
    const { id } = link.closest("details")?.querySelector("summary") ?? link;
    const same = id ? `#${CSS.escape(id)}` : rel ? `a[rel="${rel}"]` : null;
    if (!same || document.activeElement !== link) return;
    const watch = new MutationObserver(() => {
      if (document.activeElement === document.body) {
        document.querySelector(same)?.focus({ preventScroll: true });
      }
    });
    watch.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => watch.disconnect(), 3000);
  }

  function internal(link) {
    const href = link.getAttribute("href") ?? "";
    if (!href.startsWith("/") || href.startsWith("//") || link.hasAttribute("download")) return null;
    const elsewhere = link.target && link.target !== "_self";
    // Streamlit opens the links of its texts in a new tab, ours included.
    if (elsewhere && !link.closest('[data-testid="stMarkdownContainer"]')) return null;
    return new URL(link.href);
  }

  document.addEventListener("click", (event) => {
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || event.button || modified) return;
    const link = event.target.closest?.("a[href]");
    const url = link && internal(link);
    if (!url) return;
    event.preventDefault();
    keepFocus(link);
    visit(url);
  });

  document.addEventListener("keydown", (event) => {
    const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!rel || modified || event.defaultPrevented || event.target.closest?.(TYPED_IN)) return;
    const link = document.querySelector(`a[rel~="${rel}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });

  // What is shown once is copied whole; where the browser forbids it, it is selected instead.
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("button[data-copy]");
    if (!button) return;
    const held = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(held.textContent);
      button.textContent = "Copié";
    } catch {
      getSelection().selectAllChildren(held);
      button.textContent = "Sélectionné\u00a0: Ctrl + C";
    }
  });

  // What is being typed is sent every two seconds, as if the field had been left: the server keeps
  // it as a draft. Streamlit sends a text when the field is left, and not before.
  const TYPED = '[data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input[type="text"]';
  let sending = 0;
  document.addEventListener("input", ({ target }) => {
    if (sending || !target.matches?.(TYPED)) return;
    sending = setTimeout(() => {
      sending = 0;
      target.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    }, 2000);
  });

  // The library that draws the form forbids password managers; we welcome them.
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches?.('input[autocomplete="off"]')) return;
    if (target.type === "password") target.autocomplete = "current-password";
    if (target.getAttribute("aria-label") === "Identifiant") {
      target.autocomplete = "username";
      target.autocapitalize = "none";
    }
  });
})();
