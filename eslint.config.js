import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a default export has as many names as importers.',
};

export default tseslint.config(
  // What is generated, fetched or written by others, and workspaces of users.
  { ignores: ['dist/', 'node_modules/', 'bazel-*', '.otel/', 'e2e/*/', '!e2e/support/', '**/testdata/', 'hooks/', 'bazel/', 'docs/'] },
  js.configs.recommended,
  {
    files: ['src/**/*.ts', 'tools/**/*.ts', 'e2e/**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers in messages need no conversion.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Commands are asynchronous by their interface, whether they wait or not.
      '@typescript-eslint/require-await': 'off',
      // `x || undefined`: an empty string (environment variable, flag) counts as absent.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // `[...text]` is how code points are counted.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      // The other way round of no-non-null-assertion.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // noPropertyAccessFromIndexSignature is the compiler's business; both ways of writing are fine.
      '@typescript-eslint/dot-notation': 'off',
      'no-restricted-syntax': ['error', noDefaultExport],
      eqeqeq: 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
  {
    files: ['**/*.test.ts', 'src/rules/testkit.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/no-empty-function': 'off' },
  },
);
