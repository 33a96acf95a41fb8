using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;

namespace BindGen.Ownership;

/// <summary>What the rules mean for one target: every item with the C declarations that it stands on and the facts of ownership.
/// The Emit stage reads this and nothing of the rules' syntax.</summary>
/// <param name="Library">What the raw layer's P/Invokes load.</param>
internal sealed record OwnershipModel(
    string Project,
    string Library,
    CApi Api,
    ImmutableArray<HandleModel> Handles,
    ImmutableArray<ValueRecordModel> Records,
    ImmutableArray<EnumModel> Enums,
    ImmutableArray<RegistrationModel> Registrations,
    ImmutableArray<GuardModel> Guards,
    ImmutableArray<FunctionGroupModel> Groups,
    ImmutableArray<SymbolFact> Symbols)
{
    public ImmutableArray<ConstantsModel> Constants { get; init; } = [];

    public ImmutableArray<CallbackTableModel> Callbacks { get; init; } = [];

    public ImmutableArray<EnumeratorModel> Enumerators { get; init; } = [];

    /// <summary>The methods of handles and of groups, in the order of the rules.</summary>
    public IEnumerable<MethodModel> Methods => Handles.SelectMany(handle => handle.Methods).Concat(Groups.SelectMany(group => group.Methods));

    /// <summary>The formats that rules fix; their functions are in <see cref="Api"/> as the shims have them.</summary>
    public ImmutableArray<FixedFormat> Formats { get; init; } = [];

    /// <summary>What no rule says anything about: the raw layer is all that there is of it.</summary>
    /// <param name="project">Empty when there is no project either.</param>
    public static OwnershipModel WithoutRules(string project, string library, CApi api) => new(project, library, api, [], [], [], [], [], [], []);
}

/// <summary>An object with identity.</summary>
/// <param name="States">The type states of a borrow, strongest first; the last is always <c>Normal</c>.</param>
/// <param name="Release">Null when nobody owns such objects: they are only ever borrowed.</param>
/// <param name="Blocks">Whether giving a reference back may sleep.</param>
/// <param name="IsAnyThread">Whether a reference may be given back on any thread.</param>
internal sealed record HandleModel(
    string Name,
    CRecord Record,
    ReleaseModel? Release,
    ImmutableArray<string> States,
    ImmutableArray<MethodModel> Methods,
    SourceSpan Rule,
    bool Blocks = false,
    bool IsAnyThread = false)
{
    /// <summary>The members of which the rules say why C# does not get them.</summary>
    public ImmutableArray<ValueFieldModel> Skipped { get; init; } = [];

    /// <summary>The objects inside this one, which are lent with it.</summary>
    public ImmutableArray<EmbeddedModel> Embedded { get; init; } = [];

    /// <summary>The registration by which C says that such a device is unbound; null when nothing is revoked with it.</summary>
    public string? RevokesBy { get; init; }
}

/// <summary>A handle's object inside another one: a borrow of the outer one lends it in the same state.</summary>
/// <param name="Field">The member, which may be in a record inside the object.</param>
internal sealed record EmbeddedModel(string Name, CField Field, string Handle, SourceSpan Rule);

/// <summary>How an owned handle gives its object back.</summary>
internal abstract record ReleaseModel(CFunction Function);

/// <summary>A counted reference: <paramref name="Get"/> takes another one.</summary>
/// <param name="GetUnlessZero">Takes one unless none is left; null when C has no such function.</param>
internal sealed record ReferenceCountRelease(CFunction Get, CFunction Function, CFunction? GetUnlessZero = null) : ReleaseModel(Function);

/// <summary>A sole owner: the object is freed.</summary>
/// <param name="Hole">What the caller must guarantee because nothing can check it; null when the call is safe.</param>
internal sealed record FreeRelease(CFunction Function, HoleModel? Hole) : ReleaseModel(Function);

/// <summary>A condition that only the user can keep.</summary>
internal sealed record HoleModel(string Id, string Reason);

/// <summary>A C function, or a function pointer in a record, as a C# method.</summary>
/// <param name="Receiver">The index of the parameter that became <c>this</c>; null for a static method.</param>
internal sealed record MethodModel(
    string Name,
    CallTarget Target,
    int? Receiver,
    ImmutableArray<ParameterModel> Parameters,
    ResultFact Result,
    SourceSpan Rule)
{
    public ImmutableArray<Condition> Conditions { get; init; } = [];
}

/// <summary>What a method calls.</summary>
/// <param name="Symbol">The C name, for documentation and exceptions.</param>
internal abstract record CallTarget(string Symbol, CLocation Location, CType Result);

internal sealed record FunctionTarget(CFunction Function) : CallTarget(Function.Name, Function.Location, Function.Result);

/// <summary>A function pointer inside the receiver's own record: <c>ops-&gt;map_pages(ops, …)</c>.</summary>
internal sealed record FieldTarget(CRecord Record, CField Field, CFunctionType Type)
    : CallTarget($"{Record.Name}.{Field.Name}", Record.Location, Type.Result);

internal sealed record ParameterModel(string CName, CType Type, ParameterFact Fact);

/// <summary>Who owns what goes in, and how it goes in.</summary>
internal abstract record ParameterFact;

/// <summary>The method's own object, borrowed for the call.</summary>
internal sealed record ReceiverParameter : ParameterFact;

/// <summary>A number, an enum or a boolean.</summary>
internal sealed record ValueParameter : ParameterFact;

/// <summary>A handle that C uses during the call only.</summary>
/// <param name="State">The state that it must be borrowed in; null for any.</param>
internal sealed record BorrowedParameter(string Handle, bool IsNullable, string? State = null) : ParameterFact;

/// <summary>A handle whose reference C takes over.</summary>
/// <param name="OnSuccess">Only when the call succeeds; otherwise the caller keeps it.</param>
internal sealed record ConsumedParameter(string Handle, bool OnSuccess, bool IsNullable = false) : ParameterFact;

/// <summary>A handle that can only be released after the call failed; the wrapper does it, and the caller's handle is used up.</summary>
internal sealed record ConsumedOnFailureParameter(string Handle) : ParameterFact;

/// <summary>A pointer that C keeps without taking a reference.</summary>
/// <param name="Handle">Null for what no handle describes.</param>
/// <param name="State">The state that it must be borrowed in; null for any.</param>
internal sealed record RetainedParameter(string? Handle, bool IsNullable, Lifetime Lifetime, string? State) : ParameterFact;

/// <summary>A string that C copies or reads during the call only.</summary>
internal sealed record TextParameter(bool IsNullable) : ParameterFact;

/// <summary>A string that C keeps, in memory that is never freed.</summary>
internal sealed record StaticTextParameter(bool IsNullable) : ParameterFact;

/// <summary>The pointer that C hands back to callbacks.</summary>
internal sealed record CookieParameter(bool IsNullable) : ParameterFact;

/// <summary>A function pointer that C# implements.</summary>
internal sealed record CallbackParameter(CallbackModel Callback, Lifetime Lifetime) : ParameterFact;

/// <summary>A table of function pointers.</summary>
/// <param name="Table">The <c>callbacks</c> item.</param>
internal sealed record CallbackTableParameter(string Table, Lifetime Lifetime, bool IsNullable = false) : ParameterFact;

/// <summary>A pointer to as many elements as another parameter says.</summary>
internal sealed record BufferParameter(string Count, bool IsNullable) : ParameterFact;

/// <summary>The number of elements of a buffer.</summary>
internal sealed record CountParameter(string Buffer) : ParameterFact;

/// <summary>An object that C writes a pointer to.</summary>
/// <param name="Owner">The parameter that it is borrowed from; null when the caller owns it.</param>
internal sealed record OutHandleParameter(string Handle, string? Owner) : ParameterFact;

/// <summary>The state of an enumeration, in memory of the enumerator's own.</summary>
internal sealed record CursorParameter : ParameterFact;

/// <summary>In a callback of an array's element: what the caller of an ioctl passed, of the size that the element's command says.</summary>
/// <param name="Command">The member with the command.</param>
internal sealed record IoctlDataParameter(CField Command) : ParameterFact;

/// <summary>An argument of a callback that C# does not get.</summary>
internal sealed record OpaqueParameter(string Reason) : ParameterFact;

/// <summary>What the beginning call of a registration was given, once more.</summary>
/// <param name="Of">The parameter of the beginning call.</param>
internal sealed record KeyParameter(string Of) : ParameterFact;

/// <summary>A string that the wrapper fixes: a format that no caller may choose.</summary>
internal sealed record ConstantTextParameter(string Text) : ParameterFact;

/// <summary>A number that the wrapper fixes.</summary>
internal sealed record ConstantNumberParameter(int Value) : ParameterFact;

/// <summary>A pointer that is always null.</summary>
internal sealed record NullParameter : ParameterFact;

/// <summary>A number that C writes.</summary>
/// <param name="EvenOnFailure">Whether it means something when the call failed.</param>
internal sealed record OutParameter(bool EvenOnFailure) : ParameterFact;

/// <summary>A value record that C reads and may rewrite.</summary>
internal sealed record RecordParameter(string Record, bool IsWritten) : ParameterFact;

/// <summary>A record in memory that is never freed.</summary>
internal sealed record StaticRecordParameter(string Record) : ParameterFact;

/// <summary>What a guard's enter function hands to its exit function.</summary>
internal sealed record TokenParameter : ParameterFact;

/// <summary>Who owns what comes out, and how failure is told.</summary>
internal abstract record ResultFact;

internal sealed record NoResult : ResultFact;

internal sealed record ValueResult : ResultFact;

internal sealed record BooleanResult : ResultFact;

/// <summary>0 or a negative error number.</summary>
/// <param name="Positive">What a result above 0 means; null when there is none.</param>
internal sealed record ErrnoResult(string? Positive = null) : ResultFact;

/// <summary>A string that is copied at once, because it may change or die.</summary>
internal sealed record TextResult(string Reason) : ResultFact;

/// <summary>A reference that the caller must release.</summary>
/// <param name="RevocableWith">The path to the device that it must be released before the unbinding of; null when there is none.</param>
internal sealed record OwnedResult(string Handle, Absence Absence, string? RevocableWith = null) : ResultFact;

/// <summary>A pointer that something else owns: only a registration can hand it on.</summary>
internal sealed record BorrowedResult(string Handle, Absence Absence) : ResultFact;

/// <summary>A pointer that is valid while what it was borrowed from is.</summary>
/// <param name="Handle">Null for memory that no handle describes.</param>
/// <param name="Owner">The parameter that lends it; null when nothing that the caller holds does.</param>
/// <param name="Lifetime">What ends it before its owner; null when nothing does.</param>
/// <param name="Count">The parameter with the number of bytes; null when it is no memory or nothing says its size.</param>
internal sealed record LentResult(string? Handle, string? Owner, Lifetime? Lifetime, string? Count, Absence Absence) : ResultFact
{
    /// <summary>The parameter that the number of bytes has to be multiplied with; null when there is none.</summary>
    public string? Times { get; init; }
}

/// <summary>How a pointer says that there is nothing behind it.</summary>
internal enum Absence
{
    /// <summary>It never is; null means a broken promise.</summary>
    Never,

    /// <summary>Null, and that is an ordinary answer or the only way to say failure.</summary>
    Null,

    /// <summary>An error number in the pointer (<c>ERR_PTR</c>).</summary>
    ErrorPointer,
}

/// <summary>A struct as an immutable C# value.</summary>
/// <param name="IsStatic">Whether C keeps it for ever, so that it lives in memory that is never freed.</param>
internal sealed record ValueRecordModel(string Name, CRecord Record, bool IsStatic, ImmutableArray<ValueFieldModel> Fields, SourceSpan Rule)
{
    /// <summary>How its callbacks find their C# object.</summary>
    public CookiePlace Cookie { get; init; }

    /// <summary>Where <see cref="Cookie"/> is a path: which one.</summary>
    public CookiePath? CookiePath { get; init; }

    /// <summary>The error number that a callback returns, negated, when its C# method throws; null when nothing is said.</summary>
    public int? Failure { get; init; }
}

internal sealed record ValueFieldModel(string Name, CField Field, FieldFact Fact);

internal abstract record FieldFact;

internal sealed record NumberField : FieldFact;

/// <summary>A string in memory that is never freed.</summary>
/// <param name="IsRequired">Whether C does without none.</param>
internal sealed record StaticTextField(bool IsRequired = false) : FieldFact;

/// <summary>A handle that C stores without taking a reference.</summary>
/// <param name="State">The state that it must be borrowed in; null for any.</param>
internal sealed record RetainedHandleField(string Handle, Lifetime Lifetime, string? State = null) : FieldFact
{
    /// <summary>The handle that the wrapper keeps a reference for; empty when it is kept for something else.</summary>
    public string Owner => (Lifetime as ObjectLifetime)?.Item ?? "";
}

/// <summary>A pointer to a table of function pointers.</summary>
internal sealed record CallbackTableField(string Table) : FieldFact;

/// <summary>A function pointer that C# implements.</summary>
internal sealed record CallbackField(CallbackModel Callback) : FieldFact;

/// <summary>A function pointer that is always the same exported function of C.</summary>
internal sealed record FixedFunctionField(CFunction Function) : FieldFact;

/// <summary>A number that is always the same.</summary>
internal sealed record FixedNumberField(int Value) : FieldFact;

/// <summary>A pointer to a record that C keeps for ever as well.</summary>
internal sealed record StaticRecordField(string Record) : FieldFact;

/// <summary>A pointer to an array of records that C keeps for ever as well.</summary>
/// <param name="Count">The member that gets the number of elements.</param>
/// <param name="Limit">How many there may be: each has functions of its own that C calls.</param>
internal sealed record RecordArrayField(string Record, CField Count, int Limit) : FieldFact;

/// <summary>A member that stays zero.</summary>
internal sealed record SkippedField(string Reason) : FieldFact;

internal sealed record EnumModel(string Name, CEnum Enum, ImmutableArray<(string Name, CEnumerator Value)> Values, SourceSpan Rule);

/// <summary>The macros that begin with a prefix.</summary>
/// <param name="Pattern">The prefix with a star.</param>
/// <param name="Underlying">The type of the enum that they become; null when one is no integer, and they become a static class.</param>
internal sealed record ConstantsModel(
    string Name,
    string Pattern,
    CBuiltin? Underlying,
    bool IsFlags,
    ImmutableArray<(string Name, CMacro Macro)> Values,
    SourceSpan Rule);

/// <summary>What one call begins and a second call ends.</summary>
/// <param name="Handle">What is registered: the receiver's handle, or what the begin function returns; null when it is no handle.</param>
/// <param name="IsOnReceiver">Whether an existing handle is registered; otherwise the begin function creates the object.</param>
/// <param name="End">The ending call; the parameter that takes the registered object is a <see cref="ReceiverParameter"/>.</param>
/// <param name="IsOnce">Whether C allows it a single time in the object's life.</param>
/// <param name="IsFenced">Whether C uses nothing of it any more when the ending call returns.</param>
/// <param name="Instead">The functions that this ending replaces, and why.</param>
internal sealed record RegistrationModel(
    string Name,
    string? Handle,
    bool IsOnReceiver,
    MethodModel Begin,
    MethodModel End,
    bool IsOnce,
    bool IsFenced,
    ImmutableArray<InsteadModel> Instead,
    SourceSpan Rule)
{
    public bool Blocks { get; init; }

    /// <summary>Whether the ending function puts a reference, which the registration has to hold for it.</summary>
    public bool IsConsumed { get; init; }

    /// <summary>The guards that must not be held when it begins or ends.</summary>
    public ImmutableArray<string> Excluded { get; init; } = [];

    /// <summary>The device that it must end before the unbinding of; null when there is none.</summary>
    public BoundPath? RevocableWith { get; init; }
}

internal sealed record InsteadModel(string Function, string Reason);

/// <summary>A section that a value of its own stands for.</summary>
internal sealed record GuardModel(string Name, string Handle, MethodModel Enter, MethodModel Exit, SourceSpan Rule)
{
    public bool Blocks { get; init; }

    public bool IsRecursive { get; init; }

    /// <summary>The guard that this one serves for as well.</summary>
    public string? Proves { get; init; }

    /// <summary>The device that stays bound inside; null when nothing is said of one.</summary>
    public BoundPath? Binds { get; init; }

    /// <summary>The functions that must not be called inside.</summary>
    public ImmutableArray<string> Excluded { get; init; } = [];
}

/// <summary>Functions without a receiver, as a static class.</summary>
internal sealed record FunctionGroupModel(string Name, ImmutableArray<MethodModel> Methods, SourceSpan Rule);

/// <summary>The text that a shim passes to a function with a variable number of arguments.</summary>
/// <param name="Position">The index of the argument.</param>
internal sealed record FixedFormat(string Function, int Position, string Text);

/// <summary>What became of a function or of a macro with arguments of a selected header.</summary>
/// <param name="Symbol">A <see cref="CFunction"/> or a <see cref="CMacro"/>.</param>
/// <param name="Item">The rules item that says so; empty for what no rule names yet.</param>
/// <param name="Reason">Why it was skipped, or what its wrapper still lacks; empty otherwise.</param>
/// <param name="Method">What was decided about its parameters and its result; null for what has no method of its own.</param>
internal sealed record SymbolFact(CDeclaration Symbol, Disposition Disposition, string Item, string Reason, MethodModel? Method, SourceSpan? Rule);

internal enum Disposition
{
    /// <summary>A member of the safe layer calls it.</summary>
    Wrapped,

    /// <summary>Its ownership is decided; the safe layer has no form for it yet.</summary>
    Stated,

    /// <summary>Deliberately not wrapped.</summary>
    Skipped,

    /// <summary>No rule names it.</summary>
    NotYet,
}
