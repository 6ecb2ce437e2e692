/**
 * Speaks the control panel's postMessage protocol (jschannel, scope "bc"), as BigCommerce's
 * app-sdk-js does: the handshake that ends the panel's spinner, where the page is, that somebody is
 * there, and logout. Messages go to, and are taken from, the panel's exact origin only.
 */
const { panelOrigins = '', basePath = '' } = document.body.dataset;
const fiveMinutes = 5 * 60 * 1000;

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

/**
 * The origin of the page around this one, as far as the browser tells. Firefox has no
 * ancestorOrigins; there the referrer is the panel until the frame moves to another of our pages.
 */
function parentOrigin() {
  const framedBy = location.ancestorOrigins?.[0];
  if (framedBy !== undefined) return framedBy;
  return document.referrer === '' ? undefined : new URL(document.referrer).origin;
}

function openChannel(onReady, onLogout) {
  const known = parentOrigin();
  let panel = known !== undefined && isPanel(known) ? known : undefined;
  let ready = false;

  const send = (method, params) => {
    if (panel !== undefined) window.parent.postMessage(JSON.stringify({ method, params }), panel);
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

  send('bc::__ready', 'ping');
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
  if (basePath === '') return showSignedOut();
  try {
    await fetch(`${basePath}/logout`, { method: 'POST', keepalive: true });
    location.replace(`${basePath}/signed-out`);
  } catch {
    showSignedOut();
  }
}

function showSignedOut() {
  const signedOut = document.querySelector('#signed-out');
  if (signedOut === null) return;
  const main = document.querySelector('main');
  main.replaceChildren(signedOut.content.cloneNode(true));
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
