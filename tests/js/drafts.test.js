import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Draft } from "../../virtualcafe/static/js/chat/draft.js";

const store = () => {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
};
const about = { kind: "editing", id: 7, draft: "what stood here" };

describe("what stands in a box", () => {
  let browser;
  const opened = (tab = store()) => new Draft("1:room:ABCDEF", { tab, browser });

  beforeEach(() => {
    browser = store();
  });

  it("is nothing at first", () => assert.deepEqual(opened().read(), { text: "", about: null }));

  it("stays the tab's own, with what it is about", () => {
    const tab = store();
    opened(tab).keep("the other way round", about);
    opened().keep("quite another one", null);
    assert.deepEqual(opened(tab).read(), { text: "the other way round", about });
  });

  it("is found by the next tab, but for an edit", () => {
    opened().keep("half a thought", null);
    assert.equal(opened().read().text, "half a thought");
    opened().keep("the other way round", about);
    assert.deepEqual(opened().read(), { text: "what stood here", about: null });
  });

  it("is gone once it is sent, and another tab's does not come in its place", () => {
    const [tab, another] = [store(), store()];
    opened(tab).keep("half a thought", null);
    opened(tab).keep("", null);
    assert.equal(opened().read().text, "");
    opened(another).keep("quite another one", null);
    assert.equal(opened(tab).read().text, "");
  });

  it("is forgotten where the tab kept something else", () => {
    const tab = store();
    tab.setItem("draft:1:room:ABCDEF", "half a thought");
    assert.deepEqual(opened(tab).read(), { text: "", about: null });
  });

  it("stays in the tab alone when the browser is to forget", () => {
    const tab = store();
    opened(tab).keepHere("half a thought", null);
    assert.equal(opened(tab).read().text, "half a thought");
    assert.equal(opened().read().text, "");
  });
});
