// Resolves CloudFormation's intrinsic functions across the stacks of an assembly.
import * as v from 'valibot';
import { StartError } from '../start-error.ts';
import { attributeOf, nameOf } from './identities.ts';
import type { Stack, TemplateResource } from './stacks.ts';

export interface CloudPlace {
  readonly region: string;
  readonly accountId: string;
}

type Intrinsic = (stack: Stack, argument: unknown) => unknown;

/** What a value resolves to: `AWS::NoValue` is undefined and leaves the object or list that it stood in. */
export class Intrinsics {
  readonly place: CloudPlace;
  readonly #stacks: readonly Stack[];
  readonly #functions: Readonly<Record<string, Intrinsic>> = {
    Ref: (stack, argument) => this.#ref(stack, this.#text(stack, argument, 'Ref')),
    Condition: (stack, argument) => this.condition(stack, this.#text(stack, argument, 'Condition')),
    'Fn::GetAtt': (stack, argument) => this.#getAtt(stack, argument),
    'Fn::Join': (stack, argument) => {
      const [separator, parts] = this.#list(stack, argument, 'Fn::Join');
      return this.#texts(stack, parts, 'Fn::Join').join(this.#text(stack, separator, 'Fn::Join'));
    },
    'Fn::Sub': (stack, argument) => this.#sub(stack, argument),
    'Fn::Select': (stack, argument) => {
      const [index, choices] = this.#list(stack, argument, 'Fn::Select');
      return this.#list(stack, choices, 'Fn::Select')[Number(index)];
    },
    'Fn::Split': (stack, argument) => {
      const [separator, text] = this.#texts(stack, argument, 'Fn::Split');
      return (text ?? '').split(separator ?? ',');
    },
    'Fn::If': (stack, argument) => {
      const [name, then, otherwise] = Array.isArray(argument) ? argument : [];
      return this.resolve(stack, this.condition(stack, this.#text(stack, name, 'Fn::If')) ? then : otherwise);
    },
    'Fn::Equals': (stack, argument) => {
      const [left, right] = this.#list(stack, argument, 'Fn::Equals');
      return JSON.stringify(left) === JSON.stringify(right);
    },
    'Fn::And': (stack, argument) => this.#list(stack, argument, 'Fn::And').every((part) => part === true),
    'Fn::Or': (stack, argument) => this.#list(stack, argument, 'Fn::Or').some((part) => part === true),
    'Fn::Not': (stack, argument) => this.#list(stack, argument, 'Fn::Not')[0] !== true,
    'Fn::FindInMap': (stack, argument) => {
      const [map = '', first = '', second = ''] = this.#texts(stack, argument, 'Fn::FindInMap');
      const found = stack.template.Mappings[map]?.[first]?.[second];
      if (found === undefined) this.#fail(stack, `finds no ${first}.${second} in the mapping ${map}`);
      return found;
    },
    'Fn::ImportValue': (stack, argument) =>
      this.#importValue(stack, this.#text(stack, argument, 'Fn::ImportValue')),
  };

  constructor(stacks: readonly Stack[], place: CloudPlace) {
    this.#stacks = stacks;
    this.place = place;
  }

  resolve(stack: Stack, value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map((part) => this.resolve(stack, part)).filter((part) => part !== undefined);
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only !== undefined) {
      const [name, argument] = only;
      const intrinsic = this.#functions[name];
      if (intrinsic !== undefined) return intrinsic(stack, argument);
      if (name.startsWith('Fn::')) this.#fail(stack, `uses ${name}, which the local runner doesn't know`);
    }
    const resolved = entries.map(([name, part]) => [name, this.resolve(stack, part)] as const);
    return Object.fromEntries(resolved.filter(([, part]) => part !== undefined));
  }

  condition(stack: Stack, name: string): boolean {
    const condition = stack.template.Conditions[name];
    if (condition === undefined) this.#fail(stack, `has no condition named ${name}`);
    return this.resolve(stack, condition) === true;
  }

  /** Whether the stack makes the resource or output: it has no condition, or the condition holds. */
  holds(stack: Stack, { Condition }: { Condition?: string | undefined }): boolean {
    return Condition === undefined || this.condition(stack, Condition);
  }

  /** The physical name or id, as `Ref` gives it. */
  nameOf(stack: Stack, logicalId: string): string {
    return nameOf({ stack: stack.name, logicalId, ...this.#identityOf(stack, logicalId) });
  }

  #identityOf(
    stack: Stack,
    logicalId: string,
  ): { resource: TemplateResource; place: CloudPlace } & {
    property(name: string): unknown;
  } {
    const resource = stack.template.Resources[logicalId];
    if (resource === undefined) return this.#fail(stack, `has no resource or parameter named ${logicalId}`);
    const property = (name: string): unknown => this.resolve(stack, resource.Properties[name]);
    return { resource, place: this.place, property };
  }

  #ref(stack: Stack, name: string): unknown {
    if (name.startsWith('AWS::')) return this.#pseudoParameter(stack, name);
    const parameter = stack.template.Parameters[name];
    if (parameter === undefined) return this.nameOf(stack, name);
    if (parameter.Default === undefined) this.#fail(stack, `has a parameter without a default, ${name}`);
    return parameter.Default;
  }

  #pseudoParameter(stack: Stack, name: string): unknown {
    const { region, accountId } = this.place;
    const known: Record<string, unknown> = {
      'AWS::Region': region,
      'AWS::AccountId': accountId,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stack.name}/local`,
      'AWS::NotificationARNs': [],
    };
    if (!(name in known) && name !== 'AWS::NoValue') this.#fail(stack, `refers to ${name}, which is unknown`);
    return known[name];
  }

  #getAtt(stack: Stack, argument: unknown): unknown {
    const path =
      typeof argument === 'string' ? argument : this.#texts(stack, argument, 'Fn::GetAtt').join('.');
    const dot = path.indexOf('.');
    const [logicalId, attribute] = [path.slice(0, dot), path.slice(dot + 1)];
    const value = attributeOf(
      { stack: stack.name, logicalId, ...this.#identityOf(stack, logicalId) },
      attribute,
    );
    if (value === undefined)
      this.#fail(stack, `reads ${path}, an attribute that the local runner can't give`);
    return value;
  }

  #sub(stack: Stack, argument: unknown): string {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    const own = new Map(Object.entries(v.parse(v.record(v.string(), v.unknown()), variables)));
    const replace = (_match: string, literal: string, name: string): string => {
      if (literal === '!') return `\${${name}}`;
      const reference = name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name };
      return this.#text(stack, own.get(name) ?? reference, 'Fn::Sub');
    };
    return this.#text(stack, text, 'Fn::Sub').replaceAll(/\$\{(!?)([^}]+)\}/g, replace);
  }

  #importValue(stack: Stack, name: string): unknown {
    for (const exporter of this.#stacks) {
      for (const output of Object.values(exporter.template.Outputs)) {
        if (output.Export !== undefined && this.resolve(exporter, output.Export.Name) === name) {
          return this.resolve(exporter, output.Value);
        }
      }
    }
    return this.#fail(stack, `imports ${name}, which no stack exports`);
  }

  #text(stack: Stack, value: unknown, where: string): string {
    const resolved = this.resolve(stack, value);
    if (typeof resolved === 'string' || typeof resolved === 'number' || typeof resolved === 'boolean') {
      return String(resolved);
    }
    return this.#fail(stack, `gives ${where} something that is no text: ${JSON.stringify(resolved)}`);
  }

  #list(stack: Stack, value: unknown, where: string): unknown[] {
    const resolved = this.resolve(stack, value);
    if (Array.isArray(resolved)) return resolved;
    return this.#fail(stack, `gives ${where} something that is no list: ${JSON.stringify(resolved)}`);
  }

  #texts(stack: Stack, value: unknown, where: string): string[] {
    return this.#list(stack, value, where).map((part) => this.#text(stack, part, where));
  }

  #fail(stack: Stack, what: string): never {
    throw new StartError(`The template of the stack ${stack.name} ${what}.`);
  }
}
