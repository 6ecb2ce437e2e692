/**
 * The page that BigCommerce sends the popup back to. It tells pages of this site, and nobody else,
 * that there is an outcome: by a channel that other sites cannot hear, never by window.opener.
 */

const result = document.querySelector('[data-authorization]');
if (result) {
  const { authorization: authorizationId, connection: connectionId, next, closes } = result.dataset;
  const channel = new BroadcastChannel('authorizations');
  const announce = () => channel.postMessage({ authorizationId, connectionId });
  // Again and again: the page that waits may just be going on to another one, which hears it then.
  const announcing = setInterval(announce, 200);
  const stop = () => {
    clearInterval(announcing);
    clearTimeout(alone);
    channel.close();
  };
  const alone = setTimeout(() => {
    stop();
    if (next) location.replace(next);
    else if (closes !== undefined) window.close();
  }, 2000);
  channel.addEventListener('message', ({ data }) => {
    if (data?.acknowledged !== authorizationId) return;
    stop();
    window.close();
  });
  announce();
}
