import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Judges claims by the text of a query: JudgeClaims CLAIMS VALIDITY.parquet QUERY.sql OUT. */
public final class JudgeClaims {

  public static void main(String[] arguments) throws Exception {
    try (SparkSession spark = SparkSession.builder().appName("claims").getOrCreate()) {
      spark.read().parquet(arguments[0]).createOrReplaceTempView("claims");
      spark.read().parquet(arguments[1]).createOrReplaceTempView("code_validity");
      Dataset<Row> verdicts = spark.sql(Files.readString(Path.of(arguments[2])));
      verdicts.explain();
      verdicts.write().mode(SaveMode.Overwrite).parquet(arguments[3]);
    }
  }
}
