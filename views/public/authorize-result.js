/**
 * The page that BigCommerce sends the popup back to. It tells pages of this site, and nobody else,
 * that there is an outcome: by a channel that other sites cannot hear, never by window.opener.
 */

const result = document.querySelector('[data-authorization]');
if (result) {
  const { authorization: authorizationId, next } = result.dataset;
  const channel = new BroadcastChannel('authorizations');
  const alone = setTimeout(() => {
    channel.close();
    if (next) location.replace(next);
  }, 1000);
  channel.addEventListener('message', ({ data }) => {
    if (data?.acknowledged !== authorizationId) return;
    clearTimeout(alone);
    channel.close();
    window.close();
  });
  channel.postMessage({ authorizationId });
}
