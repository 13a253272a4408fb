/** What Python programmers call built-in types, beside the names that the types have themselves. */
const names: Readonly<Record<string, string>> = {
  TracebackType: 'traceback',
  FrameType: 'frame',
  CodeType: 'code',
  FunctionType: 'function',
  LambdaType: 'function',
  MethodType: 'method',
  BuiltinFunctionType: 'builtin_function_or_method',
  BuiltinMethodType: 'builtin_function_or_method',
  WrapperDescriptorType: 'wrapper_descriptor',
  MethodWrapperType: 'method-wrapper',
  MethodDescriptorType: 'method_descriptor',
  ClassMethodDescriptorType: 'classmethod_descriptor',
  GetSetDescriptorType: 'getset_descriptor',
  MemberDescriptorType: 'member_descriptor',
  ModuleType: 'module',
  GeneratorType: 'generator',
  CoroutineType: 'coroutine',
  AsyncGeneratorType: 'async_generator',
  CellType: 'cell',
  MappingProxyType: 'mappingproxy',
  NoneType: 'NoneType',
  EllipsisType: 'ellipsis',
  NotImplementedType: 'NotImplementedType',
  CapsuleType: 'PyCapsule',
};

/** Names of `typing`: what is meant at run time. */
const typingNames: Readonly<Record<string, string>> = {
  List: 'list',
  Dict: 'dict',
  Set: 'set',
  FrozenSet: 'frozenset',
  Tuple: 'tuple',
  Text: 'str',
  ByteString: 'bytes',
  DefaultDict: 'collections.defaultdict',
  OrderedDict: 'collections.OrderedDict',
  Counter: 'collections.Counter',
  Deque: 'collections.deque',
};

const otherNames: Readonly<Record<string, string>> = {
  string: 'str',
  integer: 'int',
  boolean: 'bool',
  'weakref.ref': 'weakref.ReferenceType',
  weakref: 'weakref.ReferenceType',
};

export const typeAliases: ReadonlyMap<string, string> = new Map([
  ...Object.entries(names).flatMap(
    ([name, type]) =>
      [
        [name, type],
        [`types.${name}`, type],
      ] as const,
  ),
  ...Object.entries(typingNames).map(([name, type]) => [`typing.${name}`, type] as const),
  ...Object.entries(otherNames),
]);
