import { DamageFound } from '../unusable.ts';
import type { Meta, TreeNumbers } from './meta.ts';
import { noPage } from './meta.ts';
import type { Leaf, Page, PageReader } from './page.ts';
import { branchesOf, leavesOf, pageFlags } from './page.ts';

/** Called for every entry in order of keys; `value` reads it wherever it lies. */
export type EntryVisitor = (leaf: Leaf, value: () => Buffer) => void;

/** What a walk is about. */
export interface WalkInput {
  readonly reader: PageReader;
  readonly meta: Meta;
  readonly tree: TreeNumbers;
  /** Marks every page that is reached; shared by the trees of a file. */
  readonly used: UsedPages;
  readonly compare: (a: Buffer, b: Buffer) => number;
  readonly visit: EntryVisitor;
  /** Leaf pages are not read: only the way to them is checked. */
  readonly branchesOnly: boolean;
  /** Called after each page that was read. */
  readonly onPage?: (() => unknown) | undefined;
}

/** Which pages are in use; a page has one use only. */
export class UsedPages {
  private readonly bits: Uint8Array;
  private readonly last: number;

  constructor(lastPage: number) {
    this.last = lastPage;
    this.bits = new Uint8Array(Math.floor(lastPage / 8) + 1);
    this.take(0, 2);
  }

  take(first: number, pages: number): void {
    if (first + pages - 1 > this.last)
      throw new DamageFound(`it refers to page ${first}, which it does not have`);
    for (let page = first; page < first + pages; page++) {
      const mask = 1 << (page & 7);
      if ((this.bits[page >>> 3]! & mask) !== 0) throw new DamageFound(`page ${page} has two uses at once`);
      this.bits[page >>> 3]! |= mask;
    }
  }
}

/** Walks one tree and checks that its pages, their order and the numbers in the meta page agree. */
export class TreeWalk {
  private readonly input: WalkInput;
  private branchPages = 0;
  private leafPages = 0;
  private overflowPages = 0;
  private entries = 0;
  private before: Buffer | undefined;

  constructor(input: WalkInput) {
    this.input = input;
  }

  run(): void {
    const { tree, branchesOnly } = this.input;
    if (tree.root === noPage) {
      if (tree.entries !== 0 || tree.depth !== 0) throw new DamageFound('a tree with entries has no root');
      return;
    }
    if (tree.depth < 1 || tree.depth > 32) throw new DamageFound('a tree has an impossible depth');
    this.walk({ number: tree.root, depth: 1, low: undefined, high: undefined });
    const agrees =
      this.branchPages === tree.branchPages &&
      this.leafPages === tree.leafPages &&
      (branchesOnly || (this.overflowPages === tree.overflowPages && this.entries === tree.entries));
    if (!agrees) throw new DamageFound('it does not hold as many pages and entries as it says');
  }

  private walk(at: Place): void {
    const { input } = this;
    input.used.take(at.number, 1);
    if (at.depth === input.tree.depth && input.branchesOnly) {
      this.leafPages++;
      return;
    }
    const page = input.reader.page(at.number, input.meta.transaction);
    input.onPage?.();
    const isLeaf = page.flags === pageFlags.leaf;
    if (isLeaf !== (at.depth === input.tree.depth))
      throw new DamageFound(`page ${at.number} is of the wrong kind`);
    if (isLeaf) this.leaf(page, at);
    else this.branch(page, at);
  }

  private branch(page: Page, at: Place): void {
    this.branchPages++;
    const branches = branchesOf(page);
    const { compare } = this.input;
    branches.forEach((branch, index) => {
      const low = index === 0 ? at.low : branch.key;
      const high = branches[index + 1]?.key ?? at.high;
      const isInside =
        (index === 0 || at.low === undefined || compare(at.low, branch.key) <= 0) &&
        (low === undefined || high === undefined || compare(low, high) < 0);
      if (!isInside) throw new DamageFound(`the keys of page ${page.number} are not in order`);
      this.walk({ number: branch.page, depth: at.depth + 1, low, high });
    });
  }

  private leaf(page: Page, at: Place): void {
    const { reader, meta, compare, visit, used } = this.input;
    this.leafPages++;
    for (const leaf of leavesOf(page)) {
      const isInOrder =
        (this.before === undefined || compare(this.before, leaf.key) < 0) &&
        (at.low === undefined || compare(at.low, leaf.key) <= 0) &&
        (at.high === undefined || compare(leaf.key, at.high) < 0);
      if (!isInOrder) throw new DamageFound(`the keys of page ${page.number} are not in order`);
      this.before = leaf.key;
      this.entries++;
      if (leaf.overflow !== undefined) {
        used.take(leaf.overflow.page, leaf.overflow.pages);
        this.overflowPages += leaf.overflow.pages;
      }
      visit(leaf, () => leaf.value ?? reader.value(leaf, meta.transaction));
    }
  }
}

interface Place {
  readonly number: number;
  readonly depth: number;
  /** Keys below this place are at least `low` and less than `high`. */
  readonly low: Buffer | undefined;
  readonly high: Buffer | undefined;
}
