namespace BindGen.Ownership;

/// <summary>Facts of ownership in words, for reports: every part of a fact is in them, so that two facts never read alike.</summary>
internal static class FactWords
{
    public static string Of(ParameterFact fact) => fact switch
    {
        ReceiverParameter => "this, borrowed",
        ValueParameter => "value",
        BorrowedParameter borrowed => $"borrowed {borrowed.Handle}{Nullable(borrowed.IsNullable)}{State(borrowed.State)}",
        ConsumedParameter consumed => $"consumed {consumed.Handle}{(consumed.OnSuccess ? " on success" : "")}{Nullable(consumed.IsNullable)}",
        ConsumedOnFailureParameter consumed => $"consumed {consumed.Handle} on failure",
        RetainedParameter retained => $"retained {retained.Handle ?? "pointer"} {retained.Lifetime.Words}{Nullable(retained.IsNullable)}{State(retained.State)}",
        TextParameter text => $"string{Nullable(text.IsNullable)}",
        StaticTextParameter text => $"string, kept for ever{Nullable(text.IsNullable)}",
        ConstantTextParameter text => $"always \"{text.Text.Replace("\n", "\\n")}\"",
        ConstantNumberParameter number => $"always {number.Value}",
        NullParameter => "always null",
        OutParameter written => $"written by C{(written.EvenOnFailure ? ", even on failure" : "")}",
        OutHandleParameter written => written.Owner is { } owner ? $"{written.Handle} written by C, borrowed from {owner}" : $"{written.Handle} written by C, owned",
        RecordParameter record => $"{record.Record}, copied in{(record.IsWritten ? " and out" : "")}",
        StaticRecordParameter record => $"{record.Record}, kept for ever",
        TokenParameter => "token",
        CursorParameter => "cursor",
        CookieParameter cookie => $"cookie{Nullable(cookie.IsNullable)}",
        CallbackParameter callback => $"callback {callback.Lifetime.Words}: {Of(callback.Callback)}",
        CallbackTableParameter table => $"callbacks {table.Table} {table.Lifetime.Words}{Nullable(table.IsNullable)}",
        BufferParameter buffer => $"elements counted by {buffer.Count}{Nullable(buffer.IsNullable)}",
        CountParameter count => $"the number of elements of {count.Buffer}",
        IoctlDataParameter data => $"as many bytes as the ioctl command in {data.Command.Name} says",
        OpaqueParameter opaque => $"not given to C#: {opaque.Reason}",
        KeyParameter key => $"what {key.Of} was at the beginning",
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, null),
    };

    public static string Of(ResultFact fact) => fact switch
    {
        NoResult => "nothing",
        ValueResult => "value",
        BooleanResult => "bool",
        ErrnoResult { Positive: { } positive } => $"error number, or above 0: {positive}",
        ErrnoResult => "error number",
        TextResult text => $"string, copied{(text.Reason.Length > 0 ? $": {text.Reason}" : "")}",
        OwnedResult owned => $"owned {owned.Handle}{Of(owned.Absence)}{(owned.RevocableWith is { } device ? $", revocable with {device}" : "")}",
        BorrowedResult borrowed => $"borrowed {borrowed.Handle}{Of(borrowed.Absence)}",
        LentResult lent => $"borrowed {lent.Handle ?? "memory"}{(lent.Owner is { } owner ? $" from {owner}" : "")}{(lent.Lifetime is { } lifetime ? $" {lifetime.Words}" : "")}"
            + $"{(lent.Count is { } count ? $", counted by {count}" : "")}{(lent.Times is { } factor ? $" times {factor}" : "")}{Of(lent.Absence)}",
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, null),
    };

    public static string Of(FieldFact fact) => fact switch
    {
        NumberField => "value",
        StaticTextField text => $"string, kept for ever{(text.IsRequired ? ", required" : "")}",
        RetainedHandleField retained => $"retained {retained.Handle} {retained.Lifetime.Words}{State(retained.State)}",
        CallbackTableField table => $"callbacks {table.Table}",
        CallbackField callback => $"callback: {Of(callback.Callback)}",
        FixedFunctionField function => $"always {function.Function.Name}",
        FixedNumberField number => $"always {number.Value}",
        StaticRecordField record => $"{record.Record}, kept for ever",
        RecordArrayField array => $"up to {array.Limit} {array.Record}, counted by {array.Count.Name}, kept for ever",
        SkippedField skipped => $"stays zero: {skipped.Reason}",
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, null),
    };

    public static string Of(CallbackModel callback) =>
        $"{callback.Name}({string.Join(", ", callback.Parameters.Select(parameter => parameter.Fact is CookieParameter ? "cookie" : $"{parameter.CName}: {Of(parameter.Fact)}"))}) -> {Of(callback.Result)}"
        + $"{(callback.IsOptional ? ", optional" : "")}{(callback.StopsOnNonzero ? ", stops on nonzero" : "")}{(callback.IsAtomic ? ", in atomic context" : "")}";

    public static string Of(ReleaseModel? release) => release switch
    {
        null => "owned by nobody",
        ReferenceCountRelease counted => $"counted by {counted.Get.Name} and {counted.Function.Name}{(counted.GetUnlessZero is { } weak ? $", weak {weak.Name}" : "")}",
        FreeRelease { Hole: { } hole } => $"freed by {release.Function.Name}, unsafe {hole.Id}: {hole.Reason}",
        _ => $"freed by {release.Function.Name}",
    };

    public static string Of(CookiePlace place) => place switch
    {
        CookiePlace.FirstParameter => "cookie in the first parameter",
        CookiePlace.LastParameter => "cookie in the last parameter",
        CookiePlace.Container => "found by the container",
        CookiePlace.Path => "found by a path",
        CookiePlace.Element => "found by the array that it is an element of",
        _ => "no cookie",
    };

    private static string Of(Absence absence) => absence switch
    {
        Absence.Null => ", nullable",
        Absence.ErrorPointer => ", or an error pointer",
        _ => "",
    };

    private static string Nullable(bool isNullable) => isNullable ? ", nullable" : "";

    private static string State(string? state) => state is null ? "" : $", requires {state}";
}
