// The resources that an assembly makes, found by type, with their properties resolved and parsed.
import * as v from 'valibot';
import { StartError } from '../start-error.ts';
import type { Intrinsics } from './intrinsics.ts';
import { assertKnownTypes, type MODELLED_TYPES } from './resource-types.ts';
import type { Asset, Stack } from './stacks.ts';

type ModelledType = (typeof MODELLED_TYPES)[number];

/** Values that a property may have without asking for anything that isn't run locally. */
const NOTHING = new Set<unknown>([undefined, false, 'NONE', '']);

export class Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly #stack: Stack;
  readonly #intrinsics: Intrinsics;

  constructor(stack: Stack, logicalId: string, intrinsics: Intrinsics) {
    this.stack = stack.name;
    this.logicalId = logicalId;
    this.#stack = stack;
    this.#intrinsics = intrinsics;
  }

  get identity(): { stack: string; logicalId: string } {
    return { stack: this.stack, logicalId: this.logicalId };
  }

  /** The physical name or id. */
  get name(): string {
    return this.#intrinsics.nameOf(this.#stack, this.logicalId);
  }

  attribute(name: string): string {
    return String(this.#intrinsics.resolve(this.#stack, { 'Fn::GetAtt': [this.logicalId, name] }));
  }

  /** Parses the properties that the schema names; the others have no meaning locally. */
  read<Entries extends v.ObjectEntries>(schema: v.ObjectSchema<Entries, undefined>) {
    const { Properties = {} } = this.#stack.template.Resources[this.logicalId] ?? {};
    const wanted = Object.keys(schema.entries).filter((name) => name in Properties);
    const resolved = wanted.map((name) => [name, this.#intrinsics.resolve(this.#stack, Properties[name])]);
    const parsed = v.safeParse(schema, Object.fromEntries(resolved));
    if (parsed.success) return parsed.output;
    return this.stop(`has properties that the local runner can't read: ${v.summarize(parsed.issues)}`);
  }

  /** Stops where the template asks for something that would work when deployed, but isn't run here. */
  refuse(properties: readonly string[]): void {
    const { Properties = {} } = this.#stack.template.Resources[this.logicalId] ?? {};
    for (const name of properties) {
      if (!NOTHING.has(Properties[name])) this.stop(`sets ${name}, which the local runner doesn't do`);
    }
  }

  /** The asset's folder; a stack's file assets (zips) can't be read here. */
  assetFolder(objectKey: string): string {
    const asset: Asset | undefined = this.#stack.assets.get(objectKey);
    if (asset === undefined) return this.stop(`has its files in ${objectKey}, which the assembly lacks`);
    if (asset.packaging !== 'zip') return this.stop(`has its files in an archive: give it a folder instead`);
    return asset.path;
  }

  stop(why: string): never {
    const type = this.#stack.template.Resources[this.logicalId]?.Type;
    throw new StartError(`${this.logicalId} (${type} in the stack ${this.stack}) ${why}.`);
  }
}

export class Resources {
  readonly #stacks: readonly Stack[];
  readonly #intrinsics: Intrinsics;

  constructor(stacks: readonly Stack[], intrinsics: Intrinsics) {
    this.#stacks = stacks;
    this.#intrinsics = intrinsics;
    for (const stack of stacks) assertKnownTypes(stack, this.#made(stack));
  }

  ofTypes(...types: readonly ModelledType[]): Resource[] {
    const wanted = new Set<string>(types);
    return this.#stacks.flatMap((stack) =>
      this.#made(stack)
        .filter((logicalId) => wanted.has(stack.template.Resources[logicalId]?.Type ?? ''))
        .map((logicalId) => new Resource(stack, logicalId, this.#intrinsics)),
    );
  }

  /** The ARNs of the functions behind custom resources: they serve deployments, not Carrel. */
  customResourceFunctions(): Set<unknown> {
    const arns = this.#stacks.flatMap((stack) =>
      Object.values(stack.template.Resources).map(({ Properties }) =>
        this.#intrinsics.resolve(stack, Properties.ServiceToken),
      ),
    );
    return new Set(arns);
  }

  #made(stack: Stack): string[] {
    const resources = Object.entries(stack.template.Resources);
    return resources
      .filter(([, each]) => this.#intrinsics.holds(stack, each))
      .map(([logicalId]) => logicalId);
  }
}
