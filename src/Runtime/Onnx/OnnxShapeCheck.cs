namespace SemCom.Runtime.Onnx;

/// <summary>Compares what a caller hands over with what the model states, so that the message can name both.</summary>
internal static class OnnxShapeCheck
{
    public static void Inputs(string model, IReadOnlyList<OnnxTensorInfo> expected, ReadOnlySpan<OnnxInput> inputs)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            ref readonly var input = ref inputs[i];
            var info = Find(model, "input", expected, input.Name);
            if (info.ElementType != input.ElementType)
                throw new SemComException($"{model}: input '{input.Name}' must be {info.ElementType} (was {input.ElementType}); convert the values");
            Shape(model, "input", info, input.Shape, input.Length);
            for (var k = 0; k < i; k++)
            {
                if (inputs[k].Name == input.Name)
                    throw new SemComException($"{model}: input '{input.Name}' was given twice; give each input once");
            }
        }
        foreach (var info in expected)
        {
            if (!Names(inputs, info.Name))
                throw new SemComException($"{model}: input '{info}' is missing; the model takes {string.Join("; ", expected)}");
        }
    }

    public static void Output(string model, IReadOnlyList<OnnxTensorInfo> expected, in OnnxOutput output)
    {
        var info = Find(model, "output", expected, output.Name);
        if (info.ElementType != OnnxElementType.Float)
            throw new SemComException($"{model}: output '{output.Name}' must be Float (is {info.ElementType}); add a Cast to the model");
        Shape(model, "output", info, output.Shape, output.Values.Length);
    }

    /// <summary>For example <c>'x' [1, 3, 64, 64]</c>.</summary>
    public static string Describe(ReadOnlySpan<OnnxInput> inputs)
    {
        var texts = new string[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            texts[i] = $"input '{inputs[i].Name}' {OnnxShape.Format(inputs[i].Shape)}";
        return string.Join(", ", texts);
    }

    private static bool Names(ReadOnlySpan<OnnxInput> inputs, string name)
    {
        foreach (ref readonly var input in inputs)
        {
            if (input.Name == name)
                return true;
        }
        return false;
    }

    private static OnnxTensorInfo Find(string model, string what, IReadOnlyList<OnnxTensorInfo> expected, string name) =>
        expected.FirstOrDefault(info => info.Name == name)
        ?? throw new SemComException($"{model}: there is no {what} '{name}'; the model has {string.Join("; ", expected)}");

    private static void Shape(string model, string what, OnnxTensorInfo info, long[] shape, int length)
    {
        if (!info.Accepts(shape))
        {
            throw new SemComException(
                $"{model}: {what} '{info.Name}' must have the shape {OnnxShape.Format(info.Shape)} (was {OnnxShape.Format(shape)}); reshape it");
        }
        var count = OnnxShape.Count(shape);
        if (count < 0)
        {
            throw new SemComException(
                $"{model}: {what} '{info.Name}' needs dimensions of at least 1 and fewer than 2^31 values (was {OnnxShape.Format(shape)}); change its shape");
        }
        if (count != length)
        {
            throw new SemComException(
                $"{model}: {what} '{info.Name}' of shape {OnnxShape.Format(shape)} needs {count} values (got {length}); pass as many as the shape says");
        }
    }
}
