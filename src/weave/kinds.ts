import { addFile } from './add_file.js';
import { addStructFields } from './add_struct_fields.js';
import { assignValue } from './assign_value.js';
import { expandDirective } from './expand_directive.js';
import { injectCode } from './inject_code.js';
import { injectHooks } from './inject_hooks.js';
import type { AdviceKind } from './kind.js';
import { setFields } from './set_fields.js';
import { traceFunctions } from './trace_functions.js';
import { wrapCall } from './wrap_call.js';
import type { Advice } from '../rules/types.js';

/** The registry of advice kinds. */
export const KINDS: { readonly [K in Advice['kind']]: AdviceKind<K> } = {
  inject_hooks: injectHooks,
  inject_code: injectCode,
  add_file: addFile,
  add_struct_fields: addStructFields,
  wrap_call: wrapCall,
  expand_directive: expandDirective,
  assign_value: assignValue,
  set_fields: setFields,
  trace_functions: traceFunctions,
};
