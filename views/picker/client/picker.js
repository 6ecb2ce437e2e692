/* Opens the picker of saved connections. Types and what may go wrong: /picker.d.ts */
(() => {
  const service = new URL(document.currentScript.src).origin;
  const french = document.documentElement.lang.startsWith('fr');
  const label = french ? 'Choisir une connexion' : 'Choose a connection';
  const readyMs = 20000;

  class PickerError extends Error {
    constructor(reason, options) {
      super(`No connection was picked: ${reason}`, options);
      this.name = 'PickerError';
      this.reason = reason;
    }
  }

  const make = (tag, properties, style) => {
    const element = Object.assign(document.createElement(tag), properties);
    Object.assign(element.style, style);
    return element;
  };

  /** At once, since a browser opens windows only in a click. */
  function openPopup() {
    const popup = window.open('about:blank', '_blank', 'popup,width=560,height=720');
    return (
      popup && {
        window: () => popup,
        go: (url) => popup.location.replace(url),
        isClosed: () => popup.closed,
        close: () => popup.close(),
      }
    );
  }

  function openFrame(container, closed) {
    const frame = make(
      'iframe',
      { title: label, referrerPolicy: 'no-referrer' },
      {
        border: 0,
        display: 'block',
        height: '100%',
        width: '100%',
      },
    );
    const dialog = container ? undefined : openDialog(frame, closed);
    container?.append(frame);
    return {
      window: () => frame.contentWindow,
      go: (url) => {
        frame.src = url;
        frame.focus();
      },
      isClosed: () => !frame.isConnected,
      close: () => {
        dialog?.close();
        (dialog ?? frame).remove();
      },
    };
  }

  /** A modal dialog keeps the focus inside and gives it back when it closes. */
  function openDialog(frame, closed) {
    const dialog = make(
      'dialog',
      {},
      {
        border: 0,
        borderRadius: '8px',
        boxSizing: 'border-box',
        height: 'min(720px, 94vh)',
        maxWidth: 'none',
        overflow: 'hidden',
        padding: '40px 0 0',
        width: 'min(560px, 94vw)',
      },
    );
    dialog.setAttribute('aria-label', label);
    const button = make(
      'button',
      { type: 'button', textContent: '×', onclick: closed },
      {
        background: 'none',
        border: 0,
        color: 'inherit',
        font: '24px/40px sans-serif',
        height: '40px',
        padding: 0,
        position: 'absolute',
        right: 0,
        top: 0,
        width: '40px',
      },
    );
    button.setAttribute('aria-label', french ? 'Fermer' : 'Close');
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      closed();
    });
    dialog.append(button, frame);
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  }

  function open({ session, mode = 'popup', container, signal }) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new PickerError('aborted'));
      const ending = new AbortController();
      const shown = mode === 'iframe' ? openFrame(container, () => fail('closed')) : openPopup();
      if (!shown) return reject(new PickerError('blocked'));

      let ready = mode !== 'iframe';
      const watch = setInterval(() => shown.isClosed() && fail('closed'), 300);
      let patience;
      const end = () => {
        clearInterval(watch);
        clearTimeout(patience);
        ending.abort();
        shown.close();
      };
      const fail = (reason, options) => {
        end();
        reject(new PickerError(reason, options));
      };

      const listening = { signal: ending.signal };
      signal?.addEventListener('abort', () => fail('aborted'), listening);
      const deeds = {
        ready: () => {
          ready = true;
        },
        closed: () => fail('closed'),
        expired: () => fail('expired'),
        chosen: ({ connection: { connectionId, name, storeHash } }) => {
          end();
          resolve({ connectionId, name, storeHash });
        },
      };
      // Only the service's own page, and only in the window that was opened for it.
      const hear = ({ origin, source, data }) => {
        if (origin === service && source === shown.window()) deeds[data?.connectorPicker]?.(data);
      };
      window.addEventListener('message', hear, listening);

      const start = (token) => {
        if (ending.signal.aborted) return;
        const [id, secret] = String(token).split('.');
        shown.go(`${service}/picker/${encodeURIComponent(id)}#${secret}`);
        patience = setTimeout(() => ready || fail('failed'), readyMs);
      };
      Promise.resolve(session).then(start, (cause) => fail('failed', { cause }));
    });
  }

  window.ConnectorPicker = { open, PickerError };
})();
