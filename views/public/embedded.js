/**
 * Speaks the control panel's postMessage protocol (jschannel, scope "bc"), as BigCommerce's
 * app-sdk-js does: the handshake that ends the panel's spinner, where the page is, that somebody is
 * there, and logout. Messages are taken from the panel's exact origin only, and go there only,
 * except for the first ping where the browser does not tell that origin: the ping says nothing.
 */
const { panelOrigins = '', basePath = '' } = document.body.dataset;
const fiveMinutes = 5 * 60 * 1000;
const tenSeconds = 10 * 1000;

/** Whether an origin is listed, exactly or under a wildcard such as `https://*.example.com`. */
function isPanel(origin) {
  return panelOrigins.split(' ').some((listed) => {
    const [scheme, domain] = listed.split('*');
    if (domain === undefined) return listed !== '' && origin === listed;
    const labels = origin.slice(scheme.length, -domain.length);
    return (
      origin.startsWith(scheme) &&
      origin.endsWith(domain) &&
      origin === scheme + labels + domain &&
      /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(labels)
    );
  });
}

function openChannel(onReady, onLogout) {
  // Firefox has no ancestorOrigins, and the referrer may be any page that led here: there, the
  // panel is known by its first message.
  const framedBy = location.ancestorOrigins?.[0];
  let panel = framedBy !== undefined && isPanel(framedBy) ? framedBy : undefined;
  let ready = false;

  const post = (method, params, target) =>
    window.parent.postMessage(JSON.stringify({ method, params }), target);
  const send = (method, params) => {
    if (panel !== undefined) post(method, params, panel);
  };

  const receive = {
    'bc::__ready': (params) => {
      if (params === 'ping') send('bc::__ready', 'pong');
      if (ready) return;
      ready = true;
      onReady();
    },
    'bc::logout': onLogout,
  };

  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || !isPanel(event.origin)) return;
    if (panel !== undefined && event.origin !== panel) return;
    const message = parse(event.data);
    if (message === undefined || !Object.hasOwn(receive, message.method)) return;
    panel = event.origin;
    receive[message.method](message.params);
  });

  if (framedBy === undefined) post('bc::__ready', 'ping', '*');
  else send('bc::__ready', 'ping');
  return { send };
}

function parse(data) {
  try {
    const message = JSON.parse(data);
    return typeof message?.method === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

async function signOut() {
  if (basePath === '') return replacePage('#signed-out');
  if (await endSession()) location.replace(`${basePath}/signed-out`);
  else replacePage('#not-signed-out');
}

/** Whether the service says that the session is over. */
async function endSession() {
  const patience = AbortSignal.timeout(tenSeconds);
  try {
    const request = { method: 'POST', keepalive: true, signal: patience };
    return (await fetch(`${basePath}/logout`, request)).ok;
  } catch {
    return false;
  }
}

/** Failure pages and the page after logout have no such template, and nothing to hide. */
function replacePage(template) {
  const page = document.querySelector(template);
  if (page === null) return;
  const main = document.querySelector('main');
  main.replaceChildren(page.content.cloneNode(true));
  main.classList.add('page-narrow');
}

function reportActivity(report) {
  let lastReport = 0;
  const notice = (event) => {
    if (event.timeStamp - lastReport < fiveMinutes) return;
    lastReport = event.timeStamp;
    report();
  };
  for (const sign of ['pointermove', 'pointerdown', 'keydown', 'wheel']) {
    document.addEventListener(sign, notice, { passive: true });
  }
}

if (window.parent !== window) {
  const channel = openChannel(() => {
    // A query can hold a one-time code, which is nobody else's business.
    if (location.search === '') {
      channel.send('bc::iframeUrlChange', { href: location.href, type: 'normal' });
    }
    reportActivity(() => channel.send('bc::iAmNotIdle'));
  }, signOut);
}
