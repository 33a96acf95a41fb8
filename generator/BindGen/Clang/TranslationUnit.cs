using System.Runtime.InteropServices;
using ClangSharp.Interop;

namespace BindGen.Clang;

/// <summary>A parsed translation unit: function bodies are skipped, macros are recorded.</summary>
internal sealed unsafe class TranslationUnit : IDisposable
{
    private const CXTranslationUnit_Flags Flags =
        CXTranslationUnit_Flags.CXTranslationUnit_SkipFunctionBodies
        | CXTranslationUnit_Flags.CXTranslationUnit_DetailedPreprocessingRecord
        | CXTranslationUnit_Flags.CXTranslationUnit_KeepGoing
        // Without it libclang strips a typedef of an attributed type down to what it is made of.
        | CXTranslationUnit_Flags.CXTranslationUnit_IncludeAttributedTypes;

    private readonly void* _index;
    private readonly CXTranslationUnitImpl* _unit;

    private TranslationUnit(void* index, CXTranslationUnitImpl* unit)
    {
        _index = index;
        _unit = unit;
    }

    public CXTranslationUnitImpl* Unit => _unit;

    public CXCursor Cursor => clang.getTranslationUnitCursor(_unit);

    /// <summary>Null when libclang could not even make a tree with errors in it.</summary>
    public static TranslationUnit? Parse(string name, string text, IReadOnlyList<string> arguments, out CXErrorCode error)
    {
        var native = new sbyte*[arguments.Count];
        for (var i = 0; i < native.Length; i++)
            native[i] = NativeText.Allocate(arguments[i]);
        var file = NativeText.Allocate(name);
        var contents = NativeText.Allocate(text);
        try
        {
            var unsaved = new CXUnsavedFile { Filename = file, Contents = contents, Length = (nuint)MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)contents).Length };
            var index = clang.createIndex(excludeDeclarationsFromPCH: 0, displayDiagnostics: 0);
            CXTranslationUnitImpl* unit = null;
            fixed (sbyte** first = native)
                error = clang.parseTranslationUnit2(index, file, first, native.Length, &unsaved, 1, (uint)Flags, &unit);
            if (unit != null)
                return new TranslationUnit(index, unit);
            clang.disposeIndex(index);
            return null;
        }
        finally
        {
            foreach (var argument in native)
                NativeMemory.Free(argument);
            NativeMemory.Free(file);
            NativeMemory.Free(contents);
        }
    }

    public void Dispose()
    {
        clang.disposeTranslationUnit(_unit);
        clang.disposeIndex(_index);
    }
}
