/**
 * Nodes of HTML that the server has rendered and sanitised. The one place that turns a string into
 * markup; a parsed document runs no scripts.
 *
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function sanitisedNodes(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const nodes = document.createDocumentFragment();
  nodes.append(...body.childNodes);
  return document.importNode(nodes, true);
}
