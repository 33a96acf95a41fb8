using System.Collections.Immutable;
using BindGen.Model;
using BindGen.Ownership;

namespace BindGen.Comparison;

/// <summary>What the safe layer stands on, beside the functions that it calls: records, types and values.</summary>
internal sealed class WrappedUse
{
    private readonly ApiIndex _index;
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<CType> _visited = [];

    public WrappedUse(OwnershipModel model)
    {
        _index = new ApiIndex(model.Api);
        var forms = new SafeForms(model);
        foreach (var record in model.Records.Select(record => record.Record).Concat(model.Callbacks.Where(forms.Has).Select(table => table.Record)))
            Whole(record);
        foreach (var handle in model.Handles)
        {
            foreach (var field in handle.Embedded.Select(member => member.Field))
                Member(handle.Record, field.Name);
            foreach (var target in handle.Methods.Where(forms.Has).Select(method => method.Target).OfType<FieldTarget>())
            {
                Member(target.Record, target.Field.Name);
                Visit(target.Type, isByValue: true);
            }
        }
        foreach (var path in model.Records.Select(record => record.CookiePath).OfType<CookiePath>())
            Member(path.Record, path.Member.Name);
        foreach (var (begin, path) in model.Registrations.Select(item => (item.Begin, item.RevocableWith)).Concat(model.Guards.Select(item => (item.Enter, item.Binds))))
        {
            if (path?.Field is { } field && begin.Parameters.FirstOrDefault(parameter => parameter.CName == path.Parameter) is { } holder && _index.Pointee(holder.Type) is { } record)
                Member(record, field.Name);
        }
        foreach (var function in model.Symbols.Where(fact => fact.Disposition == Disposition.Wrapped).Select(fact => fact.Symbol).OfType<CFunction>())
        {
            Visit(function.Result, isByValue: true);
            foreach (var parameter in function.Parameters)
                Visit(parameter.Type, isByValue: true);
        }
        _names.UnionWith(model.Enums.Select(@enum => SubjectKey.Tag(@enum.Enum.Name)));
        _names.UnionWith(model.Constants.SelectMany(constants => constants.Values).Select(value => SubjectKey.Ordinary(value.Macro.Name)));
    }

    public RecordUse Of(CRecord record) =>
        _whole.Contains(record.Name) ? RecordUse.Whole
        : _members.TryGetValue(record.Name, out var members) ? new RecordUse(false, [.. members])
        : RecordUse.None;

    /// <summary>Whether a type or a value is part of what the safe layer passes on.</summary>
    public bool Has(CDeclaration declaration) => _names.Contains(declaration is CEnum ? SubjectKey.Tag(declaration.Name) : SubjectKey.Ordinary(declaration.Name));

    private void Whole(CRecord record)
    {
        _whole.Add(record.Name);
        foreach (var field in record.Fields)
            Visit(field.Type, isByValue: true);
    }

    private void Member(CRecord record, string name)
    {
        if (!_members.TryGetValue(record.Name, out var members))
            _members.Add(record.Name, members = new HashSet<string>(StringComparer.Ordinal));
        members.Add(name);
    }

    private void Visit(CType type, bool isByValue)
    {
        if (!isByValue && !_visited.Add(type))
            return;
        switch (type)
        {
            case CPointerType pointer:
                Visit(pointer.Pointee, isByValue: false);
                break;
            case CArrayType array:
                Visit(array.Element, isByValue);
                break;
            case CFunctionType function:
                Visit(function.Result, isByValue: true);
                foreach (var parameter in function.Parameters)
                    Visit(parameter, isByValue: true);
                break;
            case CNamedType { Tag: CTag.Typedef } named when _index.Typedef(named.Name) is { } typedef:
                _names.Add(SubjectKey.Ordinary(named.Name));
                Visit(typedef.Type, isByValue);
                break;
            case CNamedType { Tag: CTag.Enum }:
                // As a number: its size counts, and its values are the caller's.
                break;
            case CNamedType { Tag: CTag.Struct or CTag.Union } named when isByValue && _index.Record(named.Tag, named.Name) is { } record && !_whole.Contains(record.Name):
                Whole(record);
                break;
        }
    }
}
