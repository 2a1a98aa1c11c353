// @ts-check
import { describe, expect, it } from 'vitest';
import { parseSource } from './arrows-source-rules.mjs';
import { findBareTexts, findTranslatedCode } from './bare-text.mjs';

const parse = (/** @type {string} */ jsx, file = 'components/sample.tsx') =>
  parseSource(file, `interface Props { children: ReactNode; slot?: Elements; }\nexport const sample = ${jsx};\n`)
    .source;

describe('text that a translation takes from React', () => {
  it.each([
    ['that changes beside an element', '<p><b />{name}</p>'],
    ['that changes beside other text', '<p>There are {count}</p>'],
    ['that is there or not', '<p><b />{isOn && "on"}</p>'],
    ['that may be what a parent hands over', '<p><b />{children}</p>'],
    ['in several pieces for a component', '<Box>{first} {last}</Box>'],
    ['in a list beside an element', '<p>{list.map((one) => one.name)}<b /></p>'],
    ['in a list that is made in steps', '<p>{list.map((one) => { if (one) return one; return <b />; })}<b /></p>'],
    ['in a fragment', '<p>{isOn && <>words</>}</p>'],
    ['in a fragment with a key', '<p>{list.map((one) => <Fragment key={one}>{one}</Fragment>)}</p>'],
    ['after what may appear', '<p>{isOn && <b />} always</p>'],
    ['after a component, which may be replaced', '<p><Box /> always</p>'],
    ['after an element with a key', '<p><b key={name} /> always</p>'],
    ['after a list', '<p>{list.map((one) => <b key={one} />)} always</p>'],
  ])('%s is found', (_, jsx) => {
    expect(findBareTexts(parse(jsx))).toHaveLength(jsx.includes('{first} {last}') ? 2 : 1);
  });

  it.each([
    ['alone', '<p>{name}</p>'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the template of the sample
    ['alone, as one text of several pieces', '<p>{`${name} is here`}</p>'],
    ['alone, or an element', '<p>{isOn ? name : <b />}</p>'],
    ['that never changes beside elements that are always there', '<p>Always <b>{name}</b> and always</p>'],
    ['that never changes before what may appear', '<p>Always {isOn && <b />}</p>'],
    ['in an element of its own', '<p><span>{name}</span>{isOn && <b />}<span> always</span></p>'],
    ['that cannot be handed over', '<p>{slot}<b /></p>'],
    ['that a component puts where it likes', '<Box>{children}</Box>'],
  ])('%s is fine', (_, jsx) => {
    expect(findBareTexts(parse(jsx))).toEqual([]);
  });

  it('is told with its line and its beginning', () => {
    expect(findBareTexts(parse('<p>\n  <b />\n  {name}\n</p>'))).toEqual(['4: {name}']);
  });

  it('is not what Next puts into a layout', () => {
    const jsx = '<body><a href="/" />{children}</body>';
    expect(findBareTexts(parse(jsx, 'app/layout.tsx'))).toEqual([]);
    expect(findBareTexts(parse(jsx, 'app/page.tsx'))).toHaveLength(1);
  });
});

it('code, keys and ids are kept from translation', () => {
  expect(findTranslatedCode(parse('<p><code>{id}</code><kbd className="kbd">x</kbd></p>'))).toHaveLength(2);
  expect(findTranslatedCode(parse('<p><code translate="no">{id}</code></p>'))).toEqual([]);
});
