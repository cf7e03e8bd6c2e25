// Small steps through markup.

/**
 * A fresh copy of the one element inside a <template>.
 *
 * @param {Element | null} template
 * @returns {HTMLElement}
 */
export function cloneOf(template) {
  if (!(template instanceof HTMLTemplateElement)) throw new Error("Expected a <template>.");
  const first = template.content.firstElementChild;
  if (!first) throw new Error("Expected markup inside the <template>.");
  return /** @type {HTMLElement} */ (document.importNode(first, true));
}

/**
 * The first match; it is an error of the markup when there is none.
 *
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {T}
 */
export function one(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`Expected ${selector} in the markup.`);
  return /** @type {T} */ (found);
}

/**
 * Draw a person's face into an .avatar: the picture, or the first letter.
 *
 * @param {HTMLElement} avatar
 * @param {{id: number, username: string, avatar_url: string | null}} person
 */
export function drawAvatar(avatar, person) {
  avatar.dataset.hue = String(person.id).slice(-1);
  if (!person.avatar_url) {
    avatar.textContent = [...person.username][0] ?? "";
    return;
  }
  const picture = document.createElement("img");
  picture.src = person.avatar_url;
  picture.alt = "";
  picture.loading = "lazy";
  avatar.replaceChildren(picture);
}

/**
 * @param {number} number
 * @param {string} single
 * @param {string} several with # for the number
 */
export function counted(number, single, several) {
  return number === 1 ? single : several.replace("#", number.toLocaleString());
}
