// The control panel's side of the conversation with a framed app: jschannel's messages, JSON text
// such as {"method":"bc::__ready","params":"ping"}, from and to the app's own origin only.
const frame = document.querySelector('[data-app-frame]');
const status = document.querySelector('[data-frame-status]');
const address = document.querySelector('[data-app-address]');
const handshake = document.querySelector('[data-app-handshake]');
const { appOrigin, statusUrl } = frame.dataset;

const logOutGraceMs = 800;
const statusPollMs = 500;

function tell(method, params) {
  frame.contentWindow.postMessage(JSON.stringify({ method: `bc::${method}`, params }), appOrigin);
}

const hear = {
  'bc::__ready': (params) => {
    handshake.value = 'done';
    if (params === 'ping') tell('__ready', 'pong');
  },
  'bc::iframeUrlChange': ({ href }) => {
    const { pathname, search, hash } = new URL(href);
    address.value = pathname + search + hash;
  },
  'bc::iAmNotIdle': () => {},
};

window.addEventListener('message', ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== appOrigin) return;
  const message = parsed(data);
  if (message && Object.hasOwn(hear, message.method)) hear[message.method](message.params ?? {});
});

function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

frame.addEventListener('load', () => {
  tell('__ready', 'ping');
  if (!statusUrl) showDone('');
});

// The app's exchange is what ends an installation, and only the server sees it.
async function waitForInstall() {
  const answer = await fetch(statusUrl);
  const { installed } = await answer.json();
  if (!installed) {
    setTimeout(waitForInstall, statusPollMs);
    return;
  }
  showDone('Installed');
  for (const item of document.querySelectorAll('[data-when-installed]')) item.hidden = false;
}

function showDone(words) {
  status.classList.remove('busy');
  status.textContent = words;
}

document.querySelector('[data-log-out]').addEventListener('click', (event) => {
  event.preventDefault();
  tell('logout');
  setTimeout(() => location.assign(event.target.href), logOutGraceMs);
});

if (statusUrl) void waitForInstall();
