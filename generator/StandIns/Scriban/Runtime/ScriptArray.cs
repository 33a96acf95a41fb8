using System.Collections;
using Scriban.Parsing;

namespace Scriban.Runtime;

/// <summary>
/// The array of templates. Reading outside of it gives null, writing behind its end fills up with nulls. It can have named
/// members too, which is how a function without declared parameters gets its named arguments.
/// </summary>
public class ScriptArray : IList<object?>, IList, IScriptObject
{
    private readonly List<object?> _values;
    private ScriptObject? _members;

    public ScriptArray() => _values = [];

    public ScriptArray(int capacity) => _values = new List<object?>(capacity);

    public ScriptArray(IEnumerable<object?> values) => _values = [.. values];

    public ScriptArray(IEnumerable values)
    {
        _values = [];
        foreach (var value in values)
        {
            _values.Add(value);
        }
    }

    public int Count => _values.Count;

    public virtual bool IsReadOnly { get; set; }

    public ScriptObject ScriptObject => _members ??= new ScriptObject();

    bool IList.IsFixedSize => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => _values;

    public virtual object? this[int index]
    {
        get => index < 0 || index >= _values.Count ? null : _values[index];
        set
        {
            if (index < 0)
            {
                return;
            }

            AssertWritable();
            while (_values.Count <= index)
            {
                _values.Add(null);
            }

            _values[index] = value;
        }
    }

    public virtual void Add(object? item)
    {
        AssertWritable();
        _values.Add(item);
    }

    public void AddRange(IEnumerable<object?> items)
    {
        foreach (var item in items)
        {
            Add(item);
        }
    }

    public virtual void Insert(int index, object? item)
    {
        AssertWritable();
        while (_values.Count < index)
        {
            _values.Add(null);
        }

        _values.Insert(index, item);
    }

    public virtual bool Remove(object? item)
    {
        AssertWritable();
        return _values.Remove(item);
    }

    public virtual void RemoveAt(int index)
    {
        AssertWritable();
        if (index >= 0 && index < _values.Count)
        {
            _values.RemoveAt(index);
        }
    }

    public virtual void Clear()
    {
        AssertWritable();
        _values.Clear();
    }

    public virtual bool Contains(object? item) => _values.Contains(item);

    public virtual int IndexOf(object? item) => _values.IndexOf(item);

    public virtual void CopyTo(object?[] array, int arrayIndex) => _values.CopyTo(array, arrayIndex);

    public List<object?>.Enumerator GetEnumerator() => _values.GetEnumerator();

    public IEnumerable<string> GetMembers()
    {
        yield return "size";
        if (_members is not null)
        {
            foreach (var member in _members.GetMembers())
            {
                yield return member;
            }
        }
    }

    public virtual bool Contains(string member) => _members is not null && _members.Contains(member);

    public virtual bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        if (member == "size")
        {
            value = Count;
            return true;
        }

        value = null;
        return _members is not null && _members.TryGetValue(context, span, member, out value);
    }

    public virtual bool CanWrite(string member) => member != "size" && (_members is null || _members.CanWrite(member));

    public virtual bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly) =>
        CanWrite(member) && ScriptObject.TrySetValue(context, span, member, value, readOnly);

    public virtual bool Remove(string member) => _members is not null && _members.Remove(member);

    public virtual void SetReadOnly(string member, bool readOnly) => ScriptObject.SetReadOnly(member, readOnly);

    public virtual IScriptObject Clone(bool deep)
    {
        var copy = new ScriptArray(Count);
        foreach (var value in _values)
        {
            copy.Add(deep && value is IScriptObject child ? child.Clone(true) : value);
        }

        copy._members = (ScriptObject?)_members?.Clone(deep);
        return copy;
    }

    IEnumerator<object?> IEnumerable<object?>.GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();

    int IList.Add(object? value)
    {
        Add(value);
        return Count - 1;
    }

    void IList.Remove(object? value) => Remove(value);

    void ICollection.CopyTo(Array array, int index) => ((ICollection)_values).CopyTo(array, index);

    private void AssertWritable()
    {
        if (IsReadOnly)
        {
            throw new InvalidOperationException("The object is readonly");
        }
    }
}
